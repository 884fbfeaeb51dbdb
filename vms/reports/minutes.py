"""Biên bản ghi nhận vụ việc: the minutes of an incident as a PDF in the national format (form 1.9)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reportlab.platypus import Flowable, Paragraph, Spacer

from vms.core.hashing import grouped, sha256_bytes, short_code
from vms.core.instants import date_text
from vms.reports.fonts import REGULAR, markup
from vms.reports.minutes_content import (
    Attendee,
    EvidenceLine,
    InvolvedPerson,
    MeasureLine,
    MinutesContent,
    SignatureLine,
    StillPicture,
)
from vms.reports.national_format import (
    Letterhead,
    Signer,
    body,
    closing,
    header,
    heading,
    item,
    pictures,
    recipients,
    room_for,
    section,
    style,
    table,
    title,
)
from vms.reports.page import Foot, build_pdf
from vms.reports.words import clock_words, date_words, moment_words, offset_words, size_words, span_words

# A row of a table can't run on over the end of a page.
_LONGEST_REASON = 400
_KINDS = {"clip": "Video", "still": "Ảnh"}


def minutes_pdf(content: MinutesContent, stills: Mapping[str, bytes]) -> bytes:
    """The PDF of this content; the same content and stills give the same bytes.

    ``stills``: PNG bytes by SHA-256, one for each of ``content.stills``. Raises KeyError for one that is missing,
    ValueError for bytes that don't have their hash, ReportFontMissing for a character the font lacks.
    """
    number = content.number or f"……/BB-{content.abbreviation}"
    story: list[Flowable] = [
        header(Letterhead(content.parent_body, content.school, f"Số: {number}")),
        title("Biên bản", _subject(content.subject)),
        *_opening(content),
        *_course(content),
        *_people(content),
        *section("5. Hiện trạng, thiệt hại, tang vật", _paragraphs(content.damage)),
        *_evidence(content, stills),
        *_measures(content.measures),
        *_statements(content),
        *section("9. Kết luận, kiến nghị", _paragraphs(content.conclusion)),
        *_closing(content),
    ]
    foot = Foot(
        f"Biên bản số {content.number}" if content.number else f"{content.incident_code} · dự thảo, chưa có số",
        short_code(content.log_hash) if content.log_hash else "",
        # Capitals and digits only: the denser alphanumeric mode of QR codes.
        f"VMS LOG {content.log_sequence} {content.log_hash.upper()}" if content.log_hash else "",
    )
    return build_pdf(
        story, foot, title=f"Biên bản {number} {content.subject}", author=content.school, draft=content.number is None
    )


def _subject(subject: str) -> str:
    """The title behind 'Ghi nhận vụ việc', in lower case unless it begins with a name or a code."""
    words = subject.split()
    common = bool(words) and words[0].isalpha() and words[0].istitle() and (len(words) < 2 or words[1][0].islower())
    return "Ghi nhận vụ việc " + (subject[0].lower() + subject[1:] if common else subject)


def _opening(content: MinutesContent) -> list[Flowable]:
    return [
        heading("1. Thời gian, địa điểm"),
        body(f"Thời gian bắt đầu: {moment_words(content.started_us)}."),
        body(f"Địa điểm lập biên bản: {_stop(content.place)}"),
        body(
            f"Vụ việc mã {content.incident_code}, xảy ra lúc {moment_words(content.occurred_us)}, "
            f"tại {_stop(content.incident_place)}"
        ),
        heading("2. Thành phần tham dự"),
        *[item(_attendee(person)) for person in content.present],
        body(f"Chủ trì (chủ tọa): {_attendee(content.chair)}"),
        body(f"Thư ký (người ghi biên bản): {_attendee(content.secretary)}"),
    ]


def _course(content: MinutesContent) -> list[Flowable]:
    lines: list[Flowable] = []
    day = ""
    for entry in sorted(content.course, key=lambda each: each.at_us):
        if date_text(entry.at_us) != day:
            day = date_text(entry.at_us)
            lines.append(body(f"{date_words(entry.at_us).capitalize()}:"))
        source = f" ({entry.source})" if entry.source else ""
        lines.append(item(f"{clock_words(entry.at_us, seconds=True)}: {_stop(entry.text.rstrip('.') + source)}"))
    return section("3. Diễn biến vụ việc", lines)


def _people(content: MinutesContent) -> list[Flowable]:
    return section("4. Người liên quan, người chứng kiến", [item(_person(person)) for person in content.people])


def _person(person: InvolvedPerson) -> str:
    said = "; ".join(part for part in (person.part, person.detail) if part)
    return f"{person.label}: {_stop(said)}" if said else _stop(person.label)


def _evidence(content: MinutesContent, stills: Mapping[str, bytes]) -> list[Flowable]:
    shown = [(_checked(still, stills), _caption(number, still)) for number, still in enumerate(content.stills, 1)]
    name = "6. Chứng cứ từ camera"
    if not content.evidence:
        return section(name, pictures(shown))
    return [room_for(60), heading(name, keep=False), _evidence_table(content.evidence), *pictures(shown)]


def _evidence_table(evidence: Sequence[EvidenceLine]) -> Flowable:
    """Two rows an item: the facts, then the whole hash on a line of its own (64 digits break badly in a column)."""
    rows: list[list[str | Flowable]] = []
    extra: list[tuple[object, ...]] = []
    for number, line in enumerate(evidence, 1):
        first = 2 * number - 1
        times = f"{span_words(line.start_us, line.end_us) if line.kind == 'clip' else _instant(line.start_us)}"
        file = f"{line.file}\n{size_words(line.size)}; {offset_words(line.clock_offset_us)}"
        rows.append([str(number), line.camera, times, _KINDS[line.kind], file])
        copied = f"\nSao từ {line.source}, không do phần mềm này ghi hình." if line.source else ""
        digest = Paragraph(markup(f"SHA-256: {grouped(line.sha256)}{copied}"), style(11, align=0))
        rows.append(["", digest, "", "", ""])
        extra += [
            ("SPAN", (0, first), (0, first + 1)),
            ("SPAN", (1, first + 1), (4, first + 1)),
            ("NOSPLIT", (0, first), (-1, first + 1)),
        ]
    head = ("TT", "Camera, vị trí", "Từ – đến\n(giờ Việt Nam)", "Loại", "Tệp, dung lượng, lệch giờ")
    return table(head, rows, (10, 39, 38, 15, 63), centred=(0, 2, 3), extra=extra)


def _instant(instant: int) -> str:
    return span_words(instant, instant).split(" – ")[0]


def _checked(still: StillPicture, stills: Mapping[str, bytes]) -> bytes:
    data = stills[still.sha256]
    if sha256_bytes(data) != still.sha256:
        raise ValueError(f"the still {still.sha256} has other bytes")
    return data


def _caption(number: int, still: StillPicture) -> str:
    moment = f"{clock_words(still.instant_us, seconds=True)}, ngày {date_text(still.instant_us)}"
    return f"Hình {number}. {still.camera}, {moment}, {offset_words(still.clock_offset_us)}"


def _measures(measures: Sequence[MeasureLine]) -> list[Flowable]:
    lines: list[Flowable] = []
    for measure in measures:
        if measure.done_us is not None:
            when = f"đã làm lúc {clock_words(measure.done_us)}, ngày {date_text(measure.done_us)}"
        elif measure.due_us is not None:
            when = f"chưa xong, hạn ngày {date_text(measure.due_us)}"
        else:
            when = "chưa xong"
        lines.append(
            item("; ".join(part for part in (measure.text.rstrip("."), when, measure.responsible) if part) + ".")
        )
    return section("7. Biện pháp đã thực hiện", lines)


def _statements(content: MinutesContent) -> list[Flowable]:
    lines: list[Flowable] = []
    for statement in content.statements:
        first, *more = statement.text.split("\n")
        lines.append(body(first, lead=f"{statement.who}:"))
        lines += [body(text) for text in more if text.strip()]
    return section("8. Lời trình bày, khiếu nại, chứng cứ đối chứng", lines)


def _closing(content: MinutesContent) -> list[Flowable]:
    ended = (
        moment_words(content.ended_us) if content.ended_us is not None else "…… giờ …… phút, ngày …… tháng …… năm ……"
    )
    last = body(
        f"Biên bản kết thúc vào {ended}; được lập thành {content.copies:02d} bản, đã đọc lại cho những người có tên "
        "trên cùng nghe./."
    )
    secretary = Signer("Thư ký", content.secretary.name)
    chair = Signer("Chủ tọa", content.chair.name, "(Ký, ghi rõ họ tên, đóng dấu)")
    lines = [closing(last, secretary, chair), recipients(["Ban giám hiệu", "Lưu: VT, Hồ sơ"])]
    return lines + (_others(content.signatures) if content.signatures else [])


def _others(signatures: Sequence[SignatureLine]) -> list[Flowable]:
    """Everyone else's signature; who refuses has the reason and two witnesses' names in that place."""
    rows: list[list[str | Flowable]] = []
    below: list[Flowable] = []
    for number, line in enumerate(signatures, 1):
        name = "\n".join(part for part in (line.name, line.position) if part)
        if not line.refusal:
            rows.append([str(number), name, ""])
            continue
        witnesses = "\n".join(f"{n}) {witness}:\n" for n, witness in enumerate(line.witnesses, 1))
        reason = _stop(line.refusal)
        if len(reason) > _LONGEST_REASON:
            below.append(body(reason, lead=f"Lý do không ký của {line.name}:"))
            reason = "ghi dưới bảng này."
        refused = f"Không ký. Lý do: {reason}\nNgười chứng kiến ký:\n{witnesses}"
        rows.append([str(number), name, refused])
    tall = [("TOPPADDING", (0, 1), (-1, -1), 12), ("BOTTOMPADDING", (0, 1), (-1, -1), 14)]
    head = ("TT", "Họ tên, chức vụ", "Chữ ký")
    return [
        Spacer(1, 14),
        room_for(45),
        Paragraph(markup("Chữ ký của những người tham dự và liên quan"), style(13, font=REGULAR, spaceAfter=4)),
        table(head, rows, (10, 75, 80), centred=(0,), size=12, extra=tall),
        *below,
    ]


def _attendee(person: Attendee) -> str:
    return _stop(", ".join(part for part in (person.name, person.position) if part))


def _paragraphs(text: str) -> list[Flowable]:
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return [body(line) for line in lines]


def _stop(text: str) -> str:
    """With a full stop, and only one."""
    text = text.strip()
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."
