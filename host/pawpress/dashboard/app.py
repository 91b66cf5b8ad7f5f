"""The textual app: polls the feed 25 times a second and lets every panel look at the newest state."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import ClassVar, Literal

import msgspec
from rich.text import Text
from textual.actions import parse
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.command import CommandPalette
from textual.containers import Container
from textual.driver import Driver
from textual.events import CursorPosition

from pawpress.audio.alarm_bursts import Bursts
from pawpress.audio.sound import NoSound, Sound
from pawpress.dashboard import shown_units
from pawpress.dashboard.after_session import Afterwards
from pawpress.dashboard.attention import Alert, Attention, calling
from pawpress.dashboard.choosing import SettingsScreen
from pawpress.dashboard.chunked_output import ChunkedOutput, in_chunks
from pawpress.dashboard.feed import Feed, FeedClosed
from pawpress.dashboard.hand_controls import OwnHands
from pawpress.dashboard.help import HelpScreen
from pawpress.dashboard.jump import JumpScreen
from pawpress.dashboard.key_footer import KeyFooter
from pawpress.dashboard.keys import bindings
from pawpress.dashboard.leave import LeaveScreen, lost_by_leaving
from pawpress.dashboard.menu import MenuProvider
from pawpress.dashboard.note import NoteScreen
from pawpress.dashboard.palette import use
from pawpress.dashboard.panels import PANELS, REGIONS, LiveWidget
from pawpress.dashboard.panels.banner import BannerPanel
from pawpress.dashboard.panels.header_panel import HeaderPanel
from pawpress.dashboard.panels.link_panel import LinkPanel
from pawpress.dashboard.panels.pad_bar import PadBar
from pawpress.dashboard.panels.panel import Panel
from pawpress.dashboard.panels.timeline import TimelineBar
from pawpress.dashboard.replaying import Aim, as_recorded, step_to
from pawpress.dashboard.shown import Shown
from pawpress.dashboard.state import ViewState
from pawpress.dashboard.summary import SummaryScreen
from pawpress.dashboard.terminal_pace import WHERE_IS_THE_CURSOR, TerminalPace
from pawpress.dashboard.themes import names, own_themes, palette_of
from pawpress.engine.messages import (
    Acknowledge,
    AlarmView,
    Annotate,
    GoTo,
    Notice,
    Pace,
    Quit,
    Record,
    SessionInfo,
    Snapshot,
    StopFootMode,
    ToEngine,
)
from pawpress.settings.choices import Choices
from pawpress.system.log import log_fault, report_this

NOT_ASIDE = "Feet are watched on this screen, so it cannot be put aside. Step off and end first."
ENDS_WITHIN_S = 6.0
"""The engine gives a stalled disk four seconds; who waits longer for its last word leaves without it."""
LOOK_AGAIN_S = 0.02
"""Between two looks whether the terminal has answered, for who leaves."""


class PawpressApp(App[int]):
    """The dashboard.

    Parameters
    ----------
    feed : Feed
        Where the messages come from.
    title : str
        What the header says until the engine has said what it runs.
    clock : callable
        The view's own clock in seconds, for the flash of alarms and for noticing a silent engine.
    sound : Sound, optional
        What alarms are heard with besides the bell.
    notice : str
        A line for people at the beginning.
    afterwards : Afterwards, optional
        What can be done once the session is over.
    choices : Choices, optional
        How the person wants the screen to be.
    keep : callable
        Keeps new choices; returns why not, empty where they are kept.
    recorded_sound : bool
        Whether the alarms of a recording are heard, too.
    """

    LOOKS_HZ: ClassVar[float] = 25.0
    """Looks a second while no new state comes; 0 leaves the looking to whoever calls `refresh_screen`."""
    GLANCES_HZ: ClassVar[float] = 100.0
    """Glances a second: neither an alarm nor a new state waits for the next look."""
    CSS_PATH = Path(__file__).with_name("pawpress.tcss")
    ENABLE_COMMAND_PALETTE = True
    COMMANDS = {MenuProvider}  # noqa: RUF012 - textual's own form
    ALLOW_SELECT = False
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide"), (160, "-huge")]  # noqa: RUF012 - textual's own form
    VERTICAL_BREAKPOINTS = [(0, "-low"), (24, "-short"), (32, "-tall"), (44, "-vast")]  # noqa: RUF012 - textual's own form
    BINDINGS: ClassVar[list[BindingType]] = [*bindings()]

    def __init__(
        self,
        feed: Feed,
        *,
        title: str = "pawpress",
        clock: Callable[[], float] = time.monotonic,
        sound: Sound | None = None,
        notice: str = "",
        afterwards: Afterwards | None = None,
        choices: Choices | None = None,
        keep: Callable[[Choices], str] = lambda _: "",
        recorded_sound: bool = False,
    ) -> None:
        self._slices = ChunkedOutput()
        super().__init__()
        for theme in own_themes():
            self.register_theme(theme)
        self.choices, self._keep = choices or Choices(), keep
        self._take_choices()
        self.title = title
        self.state = ViewState()
        self.now_s = clock()
        if notice:
            self.state.absorb([Notice(severity="info", text=notice)], self.now_s)
        self.alert: Alert | None = None
        self.hands = OwnHands()
        self._feed = feed
        self._clock = clock
        self._attention = Attention()
        self._aim = Aim()
        self._recorded_sound = recorded_sound
        self._bursts = Bursts()
        self._sound = NoSound() if sound is None else sound
        self._pace = TerminalPace()
        self._shown = Shown()
        self._end_seen = False
        self._afterwards = afterwards
        self._end_told = False
        """Whether the end has been told."""
        self._ending_s: float | None = None
        """Since when the engine has been asked to end, for the page at the end."""
        self._looked_at: Snapshot | None = None
        self._looked_s = float("-inf")
        """The newest state that was looked at, and when."""
        self._offered: tuple[bool, ...] = ()
        self._arranged: SessionInfo | None = None
        self._silence_seen = False
        self._news: tuple[object, ...] = (None, None, False, None)
        self._torn = False
        """Whether the terminal has a part of a picture only."""

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return the colours that the style sheet names, of the theme that is on."""
        return {f"paw-{name.replace('_', '-')}": colour for name, colour in palette_of(self.current_theme).items()}

    def watch_theme(self) -> None:
        """Draw every panel in the colours of the theme."""
        use(palette_of(self.current_theme))
        self._recolour()

    def _recolour(self) -> None:
        for screen in self.screen_stack if self._running else ():
            for panel in screen.query(Panel):
                panel.recolour()

    def get_driver_class(self) -> type[Driver]:
        """Return what draws, with slow terminals in mind."""
        return in_chunks(super().get_driver_class(), self._slices)

    def _fatal_error(self) -> None:
        """Leave with one line, where textual would print a traceback with everything its variables hold."""
        error = self._exception or RuntimeError()
        log_fault("in the dashboard", error)
        self.panic(Text(f"pawpress: a fault in the dashboard ({type(error).__name__}: {error}). {report_this()}"))

    def compose(self) -> ComposeResult:
        """Set every panel into its region."""
        for region in REGIONS:
            with Container(id=region):
                yield from (row.kind(id=row.name) for row in PANELS if row.region == region)
        yield from (row.kind(id=row.name) for row in PANELS if row.region == "over")
        yield KeyFooter(show_command_palette=False)

    def on_mount(self) -> None:
        """Start looking."""
        self.query_one(HeaderPanel).fallback_title = self.title or "pawpress"
        if not self.is_headless:
            self._pace.begin(self._clock())
        self.app_resume_signal.subscribe(self, self._come_back)
        self.refresh_screen()
        if self.LOOKS_HZ:
            self.set_interval(1 / self.GLANCES_HZ, self.glance)

    def _come_back(self, _: object) -> None:
        """Paint everything anew after the screen was put aside: the terminal has shown something else meanwhile."""
        self._slices.make_way()
        self._pace.begin_again()
        self.screen.refresh(layout=True)

    def glance(self) -> None:
        """See to alarms; draw a new state as soon as it has come, and else as often as flashes and clocks need it."""
        news = self.poll_alarms()
        fresh = self.state.snapshot is not self._looked_at
        due = fresh or self.now_s - self._looked_s >= 1 / self.LOOKS_HZ
        if news or not due or not self._pace.may_draw(self.now_s):
            return
        self._looked_at, self._looked_s = self.state.snapshot, self.now_s
        self._look()

    def refresh_screen(self) -> None:
        """Bring the panels up to date where the terminal keeps up; after news they follow a look later."""
        if not self.poll_alarms():
            self._look()

    def _look(self) -> None:
        self._offer_keys()
        if self._pace.may_draw(self.now_s):
            self._go_on()

    def poll_alarms(self) -> bool:
        """Take in what has arrived and be heard; return whether there was news of an alarm, which is drawn at once."""
        if not self.screen_stack:
            return True  # the app is closing, and textual has taken the screens down before the timers
        self.now_s = self._clock()
        self._take_in()
        self._arrange_hands()
        alarms = self._alarms()
        self.alert = self._attention.update(alarms, self.now_s)
        if self.alert is not None and self.state.replay and not self.alert.full:
            self.alert = None
        self._be_heard(alarms)
        self._uncover()
        self._close_session()
        silent = self.state.silence_s(self.now_s) > 0.0
        news = (self.alert and self.alert.what, self.state.ended, silent, self.state.foot and self.state.foot.phase)
        if news == self._news:
            return False
        self._news = news
        self._torn |= self._slices.make_way()
        self._draw(BannerPanel)
        return True

    def _go_on(self) -> None:
        """Draw what is left of a picture, or a new one."""
        if self._slices.waiting:
            self._slices.go_on()
            if self._pace.draw(self.now_s):
                self.ask_terminal()
            return
        if self._torn:
            self._torn = False
            self.screen.refresh()
        self._draw(LiveWidget)

    def _draw(self, kind: type[LiveWidget]) -> None:
        """Let panels look at the newest state, and ask the terminal to say when it has read that far."""
        main = self.screen_stack[0]
        main.set_class(self.state.waiting, "-waiting")
        main.set_class(self.state.foot is not None, "-foot")
        main.set_class(self.state.replay, "-replay")
        main.set_class(self.state.beside is not None, "-beside")
        main.set_class(self.state.coach is not None, "-coached")
        main.set_class(self.state.hidden, "-blind")
        for panel in main.query(kind):
            if panel.is_mounted and panel.parent is not None and not isinstance(panel.parent, LiveWidget):
                panel.show(self)
        if self._pace.draw(self.now_s):
            self.call_after_refresh(self.ask_terminal)

    def ask_terminal(self) -> None:
        """Ask how far the terminal has read."""
        if self._driver is not None:
            self._driver.write(WHERE_IS_THE_CURSOR)
            self._slices.asked(self._clock())
            if (seen := self._shown.asked(self.state.snapshot, self._pace, self._clock())) is not None:
                self._send(seen)

    def on_cursor_position(self, _: CursorPosition) -> None:
        """Take the terminal's answer, and tell the engine what has been shown."""
        self._pace.answered()
        self._slices.answered(self._clock())
        if (seen := self._shown.answered(self._clock())) is not None:
            self._send(seen)
        if self._slices.waiting and self._pace.may_draw(self._clock()):
            self._go_on()

    def _alarms(self) -> list[AlarmView]:
        """Return the alarms to show; of a recording those of its moment, none on the way to another."""
        snapshot = self.state.snapshot
        if snapshot is None:
            return []
        if not self.state.replay:
            return snapshot.alarms
        return [] if snapshot.link.state == "winding" else as_recorded(snapshot.alarms)

    def _be_heard(self, alarms: list[AlarmView]) -> None:
        """Ring and sound for alarms nobody has seen, and for an engine that is gone or silent: nothing watches then."""
        gone = self.state.ended is not None and not self.state.ended_in_order and not self._end_seen
        if self.state.replay:
            gone, alarms = False, alarms if self._recorded_sound else []
        silent = self.state.silence_s(self.now_s) > 0.0
        self._silence_seen &= silent
        heard = [("red", "the engine is gone")] if gone else [] if self.state.ended else calling(alarms)
        if silent:  # the engine cannot take it either that an alarm was seen
            heard = [] if self._silence_seen else [*heard, ("red", "the engine is silent")]
        call = self._bursts.update(heard, self.now_s)
        if call.pulse:
            self.bell()
        if call.burst is not None:
            self._sound.play(call.burst)
        if call.stop:
            self._sound.stop()

    def action_acknowledge(self) -> None:
        """Tell the engine that a person has seen the alarms."""
        self._end_seen = self.state.ended is not None
        self._silence_seen = self.state.silence_s(self.now_s) > 0.0
        self._send(Acknowledge())

    def action_stop(self) -> None:
        """End foot mode at once: the partner's word, as a key."""
        self._send(StopFootMode())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer a key only where it does something; no line to type in may ever stand before the key that stops."""
        foot = self.state.opening is not None and self.state.opening.mode == "foot"
        match action:
            case "stop":
                return foot and not self.state.replay
            case "record":
                return self.state.may_record and parameters == (not self.state.recording,)
            case "acknowledge":
                return not self.state.replay
            case "note":
                return (self.state.recording or self.state.may_record) and not foot
            case "good_spot":
                return self.state.recording or self.state.may_record
            case "partner":
                return not foot and not self.state.playing and not self.state.waiting and self.state.ended is None
            case "coached":
                return not foot and self.state.coach is not None and self.state.ended is None
            case "seek" | "pace" | "press_by_press" | "jump" | "go_to":
                return self.state.playing
            case "settings":
                return len(self.screen_stack) == 1 and not foot
            case "own_hand":
                return self.state.may_press
            case "hands":
                return self.state.may_press and self.hands.taken
            case _:
                pass
        return super().check_action(action, parameters)

    def action_counters(self) -> None:
        """Show the counters of the link, or only what is wrong with it."""
        self.screen_stack[0].query_one(LinkPanel).toggle_counters()

    def action_own_hand(self) -> None:
        """Press the pads of the emulated rig oneself, or watch its scenario again."""
        self._send_all(self.hands.take_over(len(self.state.presses)))

    def action_hands(self, what: str) -> None:
        """Move one's own hands."""
        hands = self.hands
        match what:
            case "left" | "right":
                self._send_all(hands.other(what))
            case "up" | "down":
                self._send_all(hands.walk(1 if what == "up" else -1))
            case "more":
                self._send_all(hands.more())
            case "less":
                self._send_all(hands.less())
            case _:
                self._send_all(hands.lean())

    def on_pad_bar_dragged(self, dragged: PadBar.Dragged) -> None:
        """Press a pad with the mouse; the first touch takes the pads from the scenario."""
        if not self.state.may_press:
            return
        if not self.hands.taken:
            self.action_own_hand()
        self._send_all(self.hands.drag(dragged.channel, dragged.force_n))

    def action_record(self, on: bool) -> None:
        """Have the session kept from its beginning, or no longer."""
        self._send(Record(on=on))

    def action_good_spot(self) -> None:
        """Keep that the partner liked this moment."""
        self._send(Annotate(kind="good_spot"))

    def action_partner(self, word: str) -> None:
        """Pass the partner's word on: it sets what is nice at once, and a recording keeps it."""
        self._send(Annotate(kind="partner", text=word))

    def action_coached(self, kind: Literal["partner", "learner"], word: str) -> None:
        """Pass a word on to the coach."""
        self._send(Annotate(kind=kind, text=word))

    def action_note(self) -> None:
        """Ask for a note on this moment; an empty one is none."""
        snapshot = self.state.snapshot
        if snapshot is None or isinstance(self.screen, NoteScreen):
            return

        def keep(text: str | None) -> None:
            if text:
                self._send(Annotate(kind="note", text=text, t_s=snapshot.t_s))

        self.push_screen(NoteScreen(snapshot.t_s), keep)

    def action_seek(self, by_s: float) -> None:
        """Go on or back in a recording."""
        self.action_go_to(self._aim.from_s(self.state, self.now_s) + by_s)

    def action_go_to(self, to_s: float) -> None:
        """Play a recording from another moment on."""
        self._send(GoTo(t_s=self._aim.at(max(0.0, to_s), self.state, self.now_s)))

    def action_press_by_press(self, by: int) -> None:
        """Go to the next press of a recording, or to the one before."""
        snapshot, timeline = self.state.snapshot, self.state.timeline
        if snapshot is None or timeline is None:
            return
        paused = snapshot.link.state == "paused"
        to_s = step_to(timeline.marks, self._aim.from_s(self.state, self.now_s), by, paused=paused)
        if to_s is not None:
            self.action_go_to(to_s)

    def on_timeline_bar_chosen(self, chosen: TimelineBar.Chosen) -> None:
        """Go to the moment that was clicked on."""
        if self.state.playing:
            self.action_go_to(chosen.t_s)

    def action_jump(self) -> None:
        """Ask for the moment to play on from."""

        def go(to_s: float | None) -> None:
            if to_s is not None:
                self.action_go_to(to_s)

        self.push_screen(JumpScreen(), go)

    def action_pace(self, times: float) -> None:
        """Play a recording faster, slower, or pause it."""
        self._send(Pace(times=times))

    def action_settings(self) -> None:
        """Open the page of settings."""
        self.push_screen(SettingsScreen(self.choices, self.choose))

    def choose(self, choices: Choices) -> str:
        """Take new choices and keep them; return why they are not kept, empty where they are."""
        self.choices = choices
        self._take_choices()
        self._recolour()
        return self._keep(choices)

    def choose_theme(self, name: str) -> None:
        """Take another theme and keep it."""
        self.choose(msgspec.structs.replace(self.choices, theme=name))

    def may(self, action: str) -> bool:
        """Whether an action of the table of keys does something now."""
        name, parameters = parse(action)[1:]
        return self.check_action(name, parameters) is True

    def _take_choices(self) -> None:
        shown_units.use(self.choices)
        self.theme = self.choices.theme if self.choices.theme in names() else Choices().theme

    def action_command_palette(self) -> None:
        """Open the menu; not over feet, where no line to type in may stand before the key that stops."""
        if self.state.foot is None or self.state.ended is not None:
            super().action_command_palette()

    def action_suspend_process(self) -> None:
        """Go back to the shell for a while; never while feet are watched, which would silently stop the watching."""
        if self.state.foot is not None and self.state.ended is None:
            self.state.absorb([Notice(severity="warning", text=NOT_ASIDE)], self.now_s)
            return
        super().action_suspend_process()

    def action_help(self) -> None:
        """Open the help page."""
        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen())

    def action_leave(self) -> None:
        """Ask the engine to end, and leave; with feet on the pads not before they are off, or a second word."""
        lost = self.state.ended is not None and not self.state.ended_in_order
        foot = None if self.state.playing or self.state.ended is not None else self.state.foot
        self._send(Quit(anyway=foot is not None and foot.phase == "stepping_off"))
        if foot is not None and foot.phase == "open":
            return
        self._pace.end(self._clock())
        self._leave(1 if lost else 0)

    def action_leave_asking(self) -> None:
        """Leave, but ask first where something would be lost or was not seen: `q` lies beside `a` on most keyboards."""
        why = lost_by_leaving(self.state)
        if not why:
            self._end_session()
        elif not isinstance(self.screen, LeaveScreen):
            self.push_screen(LeaveScreen(why), lambda leave: self._end_session() if leave else None)

    def _end_session(self) -> None:
        """Ask the engine to end, and stay for the page at the end; leave at once where there is none."""
        state = self.state
        on_pads = state.foot is not None and state.foot.phase != "empty"
        if state.ended is not None or state.playing or state.waiting or on_pads:
            self.action_leave()
            return
        self._ending_s = self._clock()
        self._send(Quit())

    def _close_session(self) -> None:
        """Open the page at the end once the engine has said it; without a word from it, leave."""
        state = self.state
        if state.summary is not None and not self._end_told:
            self._end_told = True
            if self._afterwards is not None:
                self._afterwards.ended(state.summary)
            if state.ended_in_order and (state.summary.presses or state.summary.recording):
                self._pop_pages()
                self.push_screen(SummaryScreen(state.summary, self._afterwards, self.action_leave))
                return
        if self._ending_s is None or isinstance(self.screen, SummaryScreen):
            return
        if state.ended is not None or self.now_s - self._ending_s > ENDS_WITHIN_S:
            self._ending_s = None
            self.action_leave()

    def _pop_pages(self) -> None:
        while len(self.screen_stack) > 1:
            self.pop_screen()

    def _leave(self, status: int) -> None:
        """Leave once the terminal has answered."""
        if self._pace.may_leave(self._clock()):
            self.exit(status)
        else:
            self.set_timer(LOOK_AGAIN_S, partial(self._leave, status))

    def on_unmount(self) -> None:
        """Let go of the feed and of the loudspeaker."""
        self._feed.close()
        self._sound.close()

    def _take_in(self) -> None:
        if self.state.ended is not None:
            return
        try:
            self.state.absorb(self._feed.poll(), self.now_s)
        except FeedClosed as closed:
            self.state.lose(str(closed))

    def _send(self, command: ToEngine) -> None:
        if self.state.ended is not None:
            return
        try:
            self._feed.send(command)
        except FeedClosed as closed:
            self.state.lose(str(closed))

    def _send_all(self, commands: list[ToEngine]) -> None:
        for command in commands:
            self._send(command)

    def _arrange_hands(self) -> None:
        """Know the pads of a rig that the person may press, and whether they do from the start."""
        opening = self.state.opening
        if opening is None or opening is self._arranged:
            return
        if opening.own_hand == "taken" and self._arranged is None:
            self.hands.taken = True
        self._arranged = opening
        self.hands.arrange(opening)
        self.screen_stack[0].set_class(opening.own_hand != "none", "-own-hand")

    def _offer_keys(self) -> None:
        """Have the footer show the keys that now do something."""
        offered = (
            self.state.recording,
            self.state.may_record,
            self.state.playing,
            self.state.may_press,
            self.state.waiting,
        )
        if offered != self._offered:
            self._offered = offered
            self.refresh_bindings()

    def _uncover(self) -> None:
        """Close the page over the dashboard when something calls for attention; a note begun is kept."""
        calling = self.state.ended is not None or (self.alert is not None and self.alert.full)
        if calling and isinstance(self.screen, HelpScreen | SettingsScreen | CommandPalette):
            self.pop_screen()
        if calling and isinstance(self.screen, NoteScreen):
            self.screen.keep()
