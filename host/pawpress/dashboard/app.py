"""The textual app: polls the feed 25 times a second and lets every panel look at the newest state."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

import msgspec
from rich.text import Text
from textual.actions import parse
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.command import CommandPalette
from textual.containers import Container

from pawpress.audio.alarm_bursts import Bursts
from pawpress.audio.sound import NoSound, Sound
from pawpress.dashboard import shown_units
from pawpress.dashboard.after_session import Afterwards
from pawpress.dashboard.attention import Alert, Attention, calling
from pawpress.dashboard.choosing import SettingsScreen
from pawpress.dashboard.feed import Feed
from pawpress.dashboard.hand_keys import HandKeys
from pawpress.dashboard.help import HelpScreen
from pawpress.dashboard.key_footer import KeyFooter
from pawpress.dashboard.keys import bindings
from pawpress.dashboard.leave_keys import LeaveKeys
from pawpress.dashboard.menu import MenuProvider
from pawpress.dashboard.note import NoteScreen
from pawpress.dashboard.offered import OFFERED, ONLY_BELOW
from pawpress.dashboard.palette import use
from pawpress.dashboard.panels import PANELS, REGIONS
from pawpress.dashboard.panels.banner import BannerPanel
from pawpress.dashboard.panels.header_panel import HeaderPanel
from pawpress.dashboard.panels.link_panel import LinkPanel
from pawpress.dashboard.panels.panel import Panel
from pawpress.dashboard.replay_keys import ReplayKeys
from pawpress.dashboard.replaying import as_recorded
from pawpress.dashboard.themes import names, own_themes, palette_of
from pawpress.dashboard.word_keys import WordKeys
from pawpress.engine.messages import (
    Acknowledge,
    AlarmView,
    Notice,
    Snapshot,
)
from pawpress.settings.choices import Choices
from pawpress.system.log import log_fault, report_this

NOT_ASIDE = "Feet are watched on this screen, so it cannot be put aside. Step off and end first."


class PawpressApp(ReplayKeys, HandKeys, WordKeys, LeaveKeys):
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
        super().__init__(feed, clock)
        for theme in own_themes():
            self.register_theme(theme)
        self.choices, self._keep = choices or Choices(), keep
        self._take_choices()
        self.title = title
        if notice:
            self.state.absorb([Notice(severity="info", text=notice)], self.now_s)
        self.alert: Alert | None = None
        self._attention = Attention()
        self._recorded_sound = recorded_sound
        self._bursts = Bursts()
        self._sound = NoSound() if sound is None else sound
        self._end_seen = False
        self._afterwards = afterwards
        self._looked_at: Snapshot | None = None
        self._looked_s = float("-inf")
        """The newest state that was looked at, and when."""
        self._offered: tuple[bool, ...] = ()
        self._silence_seen = False
        self._news: tuple[object, ...] = (None, None, False, None)

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
        self.leave_when_ordered()
        self.app_resume_signal.subscribe(self, self._come_back)
        self.refresh_screen()
        if self.LOOKS_HZ:
            self.set_interval(1 / self.GLANCES_HZ, self.glance)

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

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer a key only where it does something; no line to type in may ever stand before the key that stops."""
        foot = self.state.opening is not None and self.state.opening.mode == "foot"
        if isinstance(self.screen, SettingsScreen) and action in ONLY_BELOW:
            return False
        if action in OFFERED:
            return OFFERED[action](self.state, foot)
        match action:
            case "record":
                return self.state.may_record and parameters == (not self.state.recording,)
            case "settings":
                return len(self.screen_stack) == 1 and not foot
            case "hands":
                return self.state.may_press and self.hands.taken
            case _:
                return super().check_action(action, parameters)

    def action_counters(self) -> None:
        """Show the counters of the link, or only what is wrong with it."""
        self.screen_stack[0].query_one(LinkPanel).toggle_counters()

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

    def on_unmount(self) -> None:
        """Let go of the feed and of the loudspeaker."""
        self._feed.close()
        self._sound.close()

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
