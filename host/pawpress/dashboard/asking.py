"""Questions on a screen: one at a time, by keys or by mouse, while a flow runs in a thread of its own."""

from __future__ import annotations

import queue
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, ClassVar, TypeVar

from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Input, OptionList, Static

from pawpress.dashboard.asking_help import AskingHelp
from pawpress.dashboard.key_footer import KeyFooter
from pawpress.dashboard.palette import DARK
from pawpress.dashboard.spoken import use
from pawpress.system.terminal_text import printable
from pawpress.texts import Texts
from pawpress.texts.dialog import Dialog, NobodyAnswers, Option

Result = TypeVar("Result")
WAKE_S = 0.1
"""How often a waiting flow looks whether the screen is gone."""
YES_NO = ("yes", "no")
ABOVE, BELOW = "▲ PgUp", "▼ PgDn"
"""Say that not all of what is asked about is on the screen, and which key shows the rest."""


class AskingApp(App[None]):
    """Shows what a flow says and asks.

    Parameters
    ----------
    flow : callable
        Takes the dialog, runs in a thread, and returns when it has what it wants.
    texts : Texts
        In the language to begin with.
    """

    ENABLE_COMMAND_PALETTE = False
    CSS = f"""
    Screen {{ background: {DARK["ground"]}; color: {DARK["text"]}; layout: vertical; padding: 1 2; }}
    #step {{ height: auto; color: {DARK["info"]}; text-style: bold; }}
    #said {{ height: 1fr; margin: 1 0; }}
    #lines {{ height: auto; }}
    #passing {{ height: auto; color: {DARK["soft"]}; }}
    #picture {{ height: auto; max-height: 9; color: {DARK["info"]}; margin: 0 2 1 2; }}
    #question {{ height: auto; text-style: bold; }}
    #options {{ height: auto; max-height: 12; background: {DARK["ground"]}; border: none; padding: 0; }}
    #answer {{ background: {DARK["track"]}; border: round {DARK["info"]}; height: 3; }}
    #more {{ height: 1; color: {DARK["firm"]}; text-style: bold; }}
    .-away {{ display: none; }}
    """
    BINDINGS: ClassVar = [
        Binding("escape", "leave", "leave", priority=True),
        Binding("f1", "help", "help", key_display="F1", priority=True),
        Binding("ctrl+c,ctrl+q", "leave_at_once", show=False, priority=True),
        *(Binding(str(number), f"number({number})", show=False) for number in range(10)),
        Binding("pagedown", "page(1)", show=False, priority=True),
        Binding("pageup", "page(-1)", show=False, priority=True),
        Binding("y", "yes('yes')", show=False),
        Binding("n", "yes('no')", show=False),
    ]

    def __init__(self, flow: Callable[[Dialog], Result], texts: Texts) -> None:
        super().__init__()
        use(texts.language)
        self.dialog = ScreenDialog(self, texts)
        self.result: Result | None = None  # pyright: ignore[reportGeneralTypeIssues]
        self.fault: BaseException | None = None
        self._flow = flow
        self._lines: list[str] = []
        self._old = False
        """Whether what is shown belongs to a question that was answered."""
        self._options: tuple[Option, ...] = ()
        self._first = 1
        self._usual = ""

    def compose(self) -> ComposeResult:
        """Set the page."""
        yield Static("", id="step", markup=False)
        with VerticalScroll(id="said", can_focus=False):
            yield Static("", id="lines", markup=False)
        yield Static("", id="more", classes="-away", markup=False)
        yield Static("", id="passing", markup=False)
        yield Static("", id="picture", classes="-away", markup=False)
        yield Static("", id="question", markup=False)
        yield OptionList(id="options", classes="-away", markup=False)
        yield Input(id="answer", classes="-away")
        yield KeyFooter(show_command_palette=False)

    def on_mount(self) -> None:
        """Let the flow begin."""
        self.watch(self.query_one("#said", VerticalScroll), "scroll_y", self._point_out_more)
        self.run_worker(self._run_flow, thread=True, exit_on_error=False)

    def on_unmount(self) -> None:
        """Let go of the flow however the screen ends: it would wait for an answer for ever, and the process with it."""
        self.dialog.leave()

    def _run_flow(self) -> None:
        try:
            self.result = self._flow(self.dialog)
        except BaseException as error:  # whatever it is, whoever called `ask` is told
            self.fault = error
        self.dialog.over = True
        self.call_from_thread(self.exit)

    # What the flow wants shown; called in the screen's own thread

    def show_step(self, text: str) -> None:
        """Say where in the set-up this is."""
        self._old = True
        self.query_one("#step", Static).update(printable(text))

    def show_line(self, line: str, *, passing: bool) -> None:
        """Show a line."""
        if passing:
            self.query_one("#passing", Static).update(printable(line))
            return
        if self._old:
            self._lines.clear()
            self._old = False
        self._lines.append(line)
        self._update_lines()

    def ask_line(self, question: str, usual: str) -> None:
        """Show a line to type in."""
        self._ask(question)
        self._usual = usual
        answer = self.query_one(Input)
        answer.value = ""
        answer.placeholder = printable(usual)
        answer.remove_class("-away")
        answer.focus()

    def ask_choice(self, question: str, options: Sequence[Option], usual: str | None, first: int) -> None:
        """Show a list to choose from."""
        self._ask(question)
        self._options, self._first = tuple(options), first
        shown = self.query_one(OptionList)
        shown.clear_options()
        shown.add_options([f"{number}  {printable(option.label)}" for number, option in enumerate(options, first)])
        words = [option.word for option in options]
        shown.highlighted = None if usual is None else words.index(usual)
        shown.remove_class("-away")
        shown.focus()

    def _ask(self, question: str) -> None:
        if self._old:
            self._lines.clear()
        self._update_lines()
        self.query_one("#question", Static).update(printable(f"{question}?"))
        self.query_one("#passing", Static).update("")
        self.call_after_refresh(self._show_from_the_top)

    def _update_lines(self) -> None:
        self.query_one("#lines", Static).update(printable("\n".join(self._lines)))
        self.query_one("#said", VerticalScroll).scroll_end(animate=False)

    def _show_from_the_top(self) -> None:
        """Show the beginning of what is asked about: who asks reads it from there."""
        self.query_one("#said", VerticalScroll).scroll_home(animate=False)
        self._point_out_more()

    def _point_out_more(self) -> None:
        said = self.query_one("#said", VerticalScroll)
        words = [ABOVE] * (said.scroll_offset.y > 0) + [BELOW] * (said.scroll_offset.y < said.max_scroll_y)
        more = self.query_one("#more", Static)
        more.update("   ".join(words))
        more.set_class(said.max_scroll_y <= 0, "-away")

    def on_resize(self) -> None:
        """Know whether all fits now."""
        self.call_after_refresh(self._point_out_more)

    # What people do

    def action_page(self, by: int) -> None:
        """Show the next page of what is asked about, or the one before."""
        said = self.query_one("#said", VerticalScroll)
        said.scroll_relative(y=by * max(1, said.size.height - 1), animate=False)

    def on_input_submitted(self, submitted: Input.Submitted) -> None:
        """Take a line."""
        self._answer(submitted.value.strip() or self._usual)

    def on_option_list_option_selected(self, selected: OptionList.OptionSelected) -> None:
        """Take a choice."""
        self._answer(self._options[selected.option_index].word)

    def on_option_list_option_highlighted(self, highlighted: OptionList.OptionHighlighted) -> None:
        """Show what would be taken."""
        picture = self._options[highlighted.option_index].picture if self._options else ()
        shown = self.query_one("#picture", Static)
        shown.update(printable("\n".join(picture)))
        shown.set_class(not picture, "-away")

    def action_number(self, number: int) -> None:
        """Take a choice by its number."""
        if 0 <= number - self._first < len(self._options):
            self._answer(self._options[number - self._first].word)

    def action_yes(self, word: str) -> None:
        """Take a yes or a no by its letter."""
        if [option.word for option in self._options] == [*YES_NO]:
            self._answer(word)

    def action_help(self) -> None:
        """Open the page that says how to answer, or close it."""
        if isinstance(self.screen, AskingHelp):
            self.pop_screen()
        else:
            self.push_screen(AskingHelp(self.dialog.texts))

    def action_leave(self) -> None:
        """Close the help page; or leave the question, and so the flow."""
        if isinstance(self.screen, AskingHelp):
            self.pop_screen()
        else:
            self.action_leave_at_once()

    def action_leave_at_once(self) -> None:
        """Leave the question, and so the flow, whatever page is open."""
        self.dialog.leave()
        self.exit()

    def _answer(self, word: str) -> None:
        self.query_one(Input).add_class("-away")
        self.query_one(OptionList).add_class("-away")
        self.query_one("#picture", Static).add_class("-away")
        self.query_one("#question", Static).update("")
        self._options, self._old = (), True
        self.dialog.answered(word)


class ScreenDialog:
    """What the flow speaks to, from its thread."""

    def __init__(self, app: AskingApp, texts: Texts) -> None:
        self.texts = texts
        self.over = False
        self._app = app
        self._answers: queue.SimpleQueue[str] = queue.SimpleQueue()

    def step(self, number: int, of: int, what: str) -> None:
        """Say where in the set-up this is."""
        self._do(self._app.show_step, self.texts.text("word.step", number=number, of=of, text=what))

    def say(self, line: str, *, passing: bool = False) -> None:
        """Show a line."""
        said = self.texts.said(line)
        self._do(lambda: self._app.show_line(said, passing=passing))

    def line(self, question: str, usual: str = "") -> str:
        """Ask for a line."""
        self._do(self._app.ask_line, question, usual)
        return self._wait()

    def choose(self, question: str, options: Sequence[Option], usual: str | None = None, first: int = 1) -> str:
        """Ask for one of several answers."""
        said = [replace(option, label=self.texts.said(option.label)) for option in options]
        self._do(self._app.ask_choice, question, said, usual, first)
        return self._wait()

    def yes(self, question: str) -> bool:
        """Ask for yes or no; nothing is chosen beforehand."""
        options = [Option(word, self.texts.text(key)) for word, key in zip(YES_NO, ("say.yes", "say.no"), strict=True)]
        return self.choose(question, options) == "yes"

    def answered(self, word: str) -> None:
        """Hand an answer to the flow."""
        self._answers.put(word)

    def leave(self) -> None:
        """Let the flow know that nobody answers any more."""
        self.over = True

    def _do(self, work: Callable[..., Any], *words: Any) -> None:
        use(self.texts.language)
        if self.over:
            raise NobodyAnswers
        try:
            self._app.call_from_thread(work, *words)
        except RuntimeError:  # the app is closing
            raise NobodyAnswers from None

    def _wait(self) -> str:
        while not self.over:
            try:
                return self._answers.get(timeout=WAKE_S)
            except queue.Empty:
                continue
        raise NobodyAnswers


def ask_on_screen(flow: Callable[[Dialog], Result], texts: Texts) -> Result:
    """Run a flow on a screen and return what it found.

    Raises
    ------
    NobodyAnswers
        If the people left.
    Exception
        Whatever the flow raised.
    """
    app = AskingApp(flow, texts)
    app.run()
    if app.fault is not None:
        raise app.fault
    if not app.dialog.over or app.result is None:
        raise NobodyAnswers
    return app.result
