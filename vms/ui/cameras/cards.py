"""The cards beside the picture: identity, streams, diagnosis, network and clock. They show what is known, no more."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from vms.services.cameras import CameraView
from vms.services.devices import CLOCK_LIMIT_US, CheckView
from vms.ui import theme
from vms.ui.arrange import clear, column, row
from vms.ui.cameras import words
from vms.ui.controls import Button, Card, ElidedLabel, divider, label
from vms.ui.icons import IconLabel

translate = QCoreApplication.translate
_NAME_WIDTH = 84


class Facts(QGridLayout):
    """Names and values in two columns; a value that isn't known is a dash."""

    def __init__(self, names: Sequence[str], width: int = _NAME_WIDTH) -> None:
        super().__init__()
        self.setHorizontalSpacing(8)
        self.setVerticalSpacing(6)
        self.setColumnMinimumWidth(0, theme.length(width))
        self.setColumnStretch(1, 1)
        self._values: list[ElidedLabel] = []
        for at, name in enumerate(names):
            self.addWidget(label(name, "secondary"), at, 0)
            value = ElidedLabel("", "strong")
            self._values.append(value)
            self.addWidget(value, at, 1)

    def set_values(self, *values: str) -> None:
        """One text a line, in the order of the names."""
        for shown, text in zip(self._values, values, strict=True):
            shown.set_text(text or "—")


class IdentityCard(Card):
    """Who made it, what it is, where it hangs."""

    def __init__(self) -> None:
        super().__init__(translate("cameras", "Identity"), margin=12)
        self._facts = Facts(
            (
                translate("cameras", "Maker"),
                translate("cameras", "Model"),
                translate("cameras", "Serial no."),
                translate("cameras", "Firmware"),
                translate("cameras", "Area"),
                translate("cameras", "In charge"),
                translate("cameras", "Added"),
            )
        )
        self.body.addLayout(self._facts)

    def show_camera(self, camera: CameraView, unit: str) -> None:
        """Fill in."""
        self._facts.set_values(
            camera.maker,
            camera.model,
            camera.serial,
            camera.firmware,
            camera.area,
            unit,
            words.moment_text(camera.added_us),
        )


class StreamsCard(Card):
    """The stream that is recorded and the one for small panes, as stored."""

    def __init__(self) -> None:
        super().__init__(translate("cameras", "Streams"), margin=12)
        names = (translate("cameras", "Profile"), translate("cameras", "Encoding"), translate("cameras", "Address"))
        self._main, self._sub = Facts(names), Facts(names[::2])
        self._hint = label("", "hint", wrap=True)
        for text, facts in (
            (translate("cameras", "Main, recorded"), self._main),
            (translate("cameras", "Sub, for viewing"), self._sub),
        ):
            self.body.addWidget(label(text, "caption"))
            self.body.addLayout(facts)
        self.add(self._hint)
        self.body.setSpacing(6)

    def show_camera(self, camera: CameraView) -> None:
        """Fill in."""
        what = words.picture_text(camera.codec, camera.width, camera.height, camera.fps)
        self._main.set_values(camera.profile_main, what, camera.main_url)
        self._sub.set_values(camera.profile_sub, camera.sub_url)
        no_sub = translate("cameras", "No sub stream: small panes decode the main stream, which costs this PC more.")
        self._hint.setText("" if camera.sub_url else no_sub)
        self._hint.setVisible(not camera.sub_url)


class DiagnosisCard(Card):
    """The last test, line by line, and the button that runs it again."""

    run_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(translate("cameras", "Diagnosis"), margin=12)
        self._when = label("", "hint")
        assert self.head is not None
        self.head.addWidget(self._when)
        self._lines: QVBoxLayout = column(spacing=0)
        self.body.addLayout(self._lines)
        self.run_button = Button("", "default", "stethoscope")
        self.run_button.clicked.connect(self.run_wanted)
        self.add(self.run_button)
        self.body.setSpacing(8)
        self.show_checks(None, 0, running=False)

    def show_checks(self, checks: Sequence[CheckView] | None, at_us: int, *, running: bool, failure: str = "") -> None:
        """The outcome; None when never tested."""
        clear(self._lines)
        again = translate("cameras", "Run again") if checks is not None else translate("cameras", "Run the test")
        self.run_button.setText(translate("cameras", "Testing…") if running else again)
        self.run_button.setEnabled(not running)
        self._when.setText("")
        if failure:
            self._lines.addWidget(_line(words.CheckLine("close-circle", "bad", failure), first=True))
        elif checks is None:
            text = translate("cameras", "Testing takes a few seconds and changes nothing in the camera.")
            self._lines.addWidget(label(text, "hint", wrap=True))
        else:
            good = sum(1 for check in checks if check.ok)
            when = words.moment_text(at_us)[:5]
            self._when.setText(translate("cameras", "{0} · {1} of {2} good").format(when, good, len(checks)))
            for at, check in enumerate(checks):
                self._lines.addWidget(_line(words.check_line(check), first=at == 0))


def _line(said: words.CheckLine, *, first: bool) -> QWidget:
    box = QWidget()
    text = label(said.text, wrap=True)
    text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    parts = row(IconLabel(said.icon, said.tint, 18), spacing=10, margins=(0, 5, 0, 5))
    parts.addWidget(text, 1)
    if said.figure:
        parts.addWidget(label(said.figure, "hint"))
    column(*(() if first else (divider(),)), parts, spacing=0, parent=box)
    box.setAccessibleName(f"{said.text} {said.figure}".strip())
    return box


class NetworkCard(Card):
    """Where it is, as whom we log in, and how far its clock is off."""

    measure_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(translate("cameras", "Network and clock"), margin=12)
        self._facts = Facts(
            (
                translate("cameras", "Address"),
                translate("cameras", "ONVIF port"),
                translate("cameras", "RTSP port"),
                "MAC",
                translate("cameras", "Account"),
                translate("cameras", "Clock offset"),
                translate("cameras", "Measured"),
            )
        )
        self.body.addLayout(self._facts)
        self._warning = row(IconLabel("clock-alert", "warn", 18), spacing=8)
        self._warning_text = label("", "caption", wrap=True, state="warn")
        self._warning_box = QWidget()
        self._warning.addWidget(self._warning_text, 1)
        self._warning_box.setLayout(self._warning)
        self.add(self._warning_box)
        self.measure_button = Button(translate("cameras", "Measure the clock"), "default", "clock-check-outline")
        self.measure_button.clicked.connect(self.measure_wanted)
        self.add(self.measure_button)

    def show_camera(self, camera: CameraView, *, measuring: bool) -> None:
        """Fill in."""
        service, stream = urlsplit(_with_scheme(camera.address)), urlsplit(camera.main_url)
        service_port = f"{service.port or 80}" if camera.kind == "onvif" else ""
        stream_port = f"{stream.port or 554}" if stream.scheme.startswith("rtsp") else ""
        account = camera.user or translate("cameras", "none")
        self._facts.set_values(
            service.hostname or stream.hostname or "",
            service_port,
            stream_port,
            camera.mac,
            account,
            words.clock_text(camera),
            words.moment_text(camera.clock_measured_us),
        )
        late = camera.clock_offset_us is not None and abs(camera.clock_offset_us) > CLOCK_LIMIT_US
        self._warning_box.setVisible(late)
        self._warning_text.setText(translate("cameras", "Over 2 s: set the camera's clock before footage is evidence."))
        self.measure_button.setVisible(camera.kind == "onvif")
        self.measure_button.setEnabled(not measuring)
        self.measure_button.setText(
            translate("cameras", "Measuring…") if measuring else translate("cameras", "Measure the clock")
        )


def _with_scheme(address: str) -> str:
    return address if "://" in address or not address else f"//{address}"
