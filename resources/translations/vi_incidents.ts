<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi_VN">
<context>
    <name>Incidents</name>
    <message>
        <location filename="../../vms/ui/incidents/cards.py" line="121"/>
        <source>Edit</source>
        <translation>Sửa</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/cards.py" line="123"/>
        <source>Remove</source>
        <translation>Bỏ</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/cards.py" line="145"/>
        <source>Course of events</source>
        <translation>Diễn biến</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/cards.py" line="146"/>
        <source>Add moment</source>
        <translation>Thêm mốc</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/cards.py" line="147"/>
        <source>Nothing written yet: what happened, in order of time.</source>
        <translation>Chưa có gì: ghi chuyện đã xảy ra, theo thứ tự thời gian.</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/cards.py" line="176"/>
        <source>People involved</source>
        <translation>Người liên quan</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/cards.py" line="177"/>
        <source>Add person</source>
        <translation>Thêm người</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/cards.py" line="178"/>
        <source>Nobody yet. Pupils appear as initials and class.</source>
        <translation>Chưa có ai. Học sinh được ghi tên tắt và lớp.</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/cards.py" line="193"/>
        <source>Statement taken</source>
        <translation>Đã có lời kể</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/cards.py" line="195"/>
        <source>Initials</source>
        <translation>Ghi tên tắt</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/cards.py" line="197"/>
        <source>No statement</source>
        <translation>Chưa có lời kể</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/cards.py" line="210"/>
        <source>Measures</source>
        <translation>Biện pháp</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/cards.py" line="211"/>
        <source>Add</source>
        <translation>Thêm</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/cards.py" line="212"/>
        <source>None yet: first aid, parents told, repairs.</source>
        <translation>Chưa có: sơ cứu, báo phụ huynh, sửa chữa.</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/cards.py" line="236"/>
        <source>due {date}</source>
        <translation>hạn {date}</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/cards.py" line="256"/>
        <location filename="../../vms/ui/incidents/cards.py" line="282"/>
        <source>matches</source>
        <translation>khớp</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/cards.py" line="256"/>
        <location filename="../../vms/ui/incidents/cards.py" line="282"/>
        <source>altered</source>
        <translation>bị sửa</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/cards.py" line="260"/>
        <source>What can be done with it</source>
        <translation>Việc làm được với chứng cứ này</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/cards.py" line="271"/>
        <source>{camera}
{day} {start} – {end}
{size}
SHA-256 {hash}</source>
        <translation>{camera}
{day} {start} – {end}
{size}
SHA-256 {hash}</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/cards.py" line="333"/>
        <source>Still</source>
        <translation>Ảnh</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/cards.py" line="335"/>
        <source>Video {length}</source>
        <translation>Video {length}</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/desk.py" line="47"/>
        <source>{count} still missing</source>
        <translation>Còn thiếu {count} mục</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/desk.py" line="49"/>
        <location filename="../../vms/ui/incidents/words.py" line="30"/>
        <source>Waits for the board</source>
        <translation>Chờ BGH ký</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/desk.py" line="51"/>
        <source>Number {number}</source>
        <translation>Số {number}</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/desk.py" line="59"/>
        <source>Submitted to the board</source>
        <translation>Đã trình Ban giám hiệu</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/desk.py" line="69"/>
        <source>Return these minutes?</source>
        <translation>Trả lại biên bản này?</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/desk.py" line="71"/>
        <source>Everything written stays; it can be submitted again.</source>
        <translation>Nội dung vẫn đủ, sửa xong trình lại được.</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/desk.py" line="72"/>
        <location filename="../../vms/ui/incidents/view.py" line="102"/>
        <source>Return</source>
        <translation>Trả lại</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/desk.py" line="73"/>
        <location filename="../../vms/ui/incidents/desk.py" line="154"/>
        <location filename="../../vms/ui/incidents/dialogs.py" line="62"/>
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/desk.py" line="77"/>
        <source>What has to be changed</source>
        <translation>Cần sửa gì</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/desk.py" line="83"/>
        <source>Returned</source>
        <translation>Đã trả lại</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/desk.py" line="93"/>
        <source>Issue these minutes?</source>
        <translation>Ban hành biên bản này?</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/desk.py" line="95"/>
        <source>They get the next number and can&apos;t be changed any more.</source>
        <translation>Biên bản được cấp số và không sửa được nữa.</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/desk.py" line="96"/>
        <source>A mistake can be voided; the number stays in the register.</source>
        <translation>Nếu sai có thể hủy; số vẫn còn trong sổ.</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/desk.py" line="97"/>
        <location filename="../../vms/ui/incidents/view.py" line="104"/>
        <source>Issue, give number</source>
        <translation>Ban hành, cấp số</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/desk.py" line="98"/>
        <source>Not yet</source>
        <translation>Để sau</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/desk.py" line="110"/>
        <source>Issued as number {number}</source>
        <translation>Đã ban hành, số {number}</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/desk.py" line="124"/>
        <source>Void minutes {number}?</source>
        <translation>Hủy biên bản số {number}?</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/desk.py" line="126"/>
        <source>The number is spent; new minutes get a new one.</source>
        <translation>Số này không dùng lại; biên bản mới có số mới.</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/desk.py" line="127"/>
        <source>Document, number and reason stay in the register.</source>
        <translation>Văn bản, số và lý do vẫn còn trong sổ.</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/desk.py" line="128"/>
        <location filename="../../vms/ui/incidents/view.py" line="101"/>
        <source>Void</source>
        <translation>Hủy biên bản</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/desk.py" line="129"/>
        <source>Keep</source>
        <translation>Giữ lại</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/desk.py" line="137"/>
        <source>Voided</source>
        <translation>Đã hủy biên bản</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/desk.py" line="147"/>
        <source>Close this incident?</source>
        <translation>Đóng vụ việc này?</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/desk.py" line="150"/>
        <source>Everything written and all evidence stays.</source>
        <translation>Nội dung và chứng cứ vẫn đủ.</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/desk.py" line="151"/>
        <source>It can be reopened.</source>
        <translation>Có thể mở lại.</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/desk.py" line="153"/>
        <location filename="../../vms/ui/incidents/view.py" line="99"/>
        <source>Close incident</source>
        <translation>Đóng vụ việc</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/desk.py" line="163"/>
        <location filename="../../vms/ui/incidents/words.py" line="32"/>
        <source>Closed</source>
        <translation>Đã đóng</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/desk.py" line="171"/>
        <source>Reopened</source>
        <translation>Đã mở lại</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/desk.py" line="181"/>
        <source>PDF saved</source>
        <translation>Đã lưu PDF</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/dialogs.py" line="80"/>
        <location filename="../../vms/ui/incidents/view.py" line="134"/>
        <source>Edit the incident</source>
        <translation>Sửa vụ việc</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/dialogs.py" line="80"/>
        <location filename="../../vms/ui/incidents/view.py" line="146"/>
        <source>New incident</source>
        <translation>Vụ việc mới</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/dialogs.py" line="81"/>
        <location filename="../../vms/ui/incidents/dialogs.py" line="110"/>
        <location filename="../../vms/ui/incidents/dialogs.py" line="133"/>
        <location filename="../../vms/ui/incidents/dialogs.py" line="189"/>
        <source>Save</source>
        <translation>Lưu</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/dialogs.py" line="81"/>
        <source>Open incident</source>
        <translation>Mở vụ việc</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/dialogs.py" line="85"/>
        <source>Two pupils fell on the stairs</source>
        <translation>Hai học sinh ngã ở cầu thang</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/dialogs.py" line="93"/>
        <location filename="../../vms/ui/incidents/dialogs.py" line="118"/>
        <source>What happened</source>
        <translation>Chuyện gì đã xảy ra</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/dialogs.py" line="94"/>
        <source>Kind</source>
        <translation>Loại</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/dialogs.py" line="95"/>
        <source>Place</source>
        <translation>Địa điểm</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/dialogs.py" line="96"/>
        <location filename="../../vms/ui/incidents/dialogs.py" line="117"/>
        <source>When</source>
        <translation>Lúc</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/dialogs.py" line="109"/>
        <source>Edit the moment</source>
        <translation>Sửa mốc</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/dialogs.py" line="109"/>
        <source>Add a moment</source>
        <translation>Thêm mốc</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/dialogs.py" line="115"/>
        <source>Who told it, or the shift book</source>
        <translation>Người kể, hoặc sổ trực</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/dialogs.py" line="119"/>
        <source>Known from (not needed for a camera)</source>
        <translation>Biết từ đâu (không cần nếu do camera)</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/dialogs.py" line="132"/>
        <source>Edit the person</source>
        <translation>Sửa người liên quan</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/dialogs.py" line="132"/>
        <source>Add a person</source>
        <translation>Thêm người liên quan</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/dialogs.py" line="136"/>
        <source>Pupil: shown as initials and class</source>
        <translation>Học sinh: ghi tên tắt và lớp</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/dialogs.py" line="140"/>
        <source>Full name in the minutes (the board decides)</source>
        <translation>Ghi đủ tên trong biên bản (do BGH quyết định)</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/dialogs.py" line="144"/>
        <source>Hurt pupil, witness, class teacher</source>
        <translation>Học sinh bị ngã, người chứng kiến, chủ nhiệm</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/dialogs.py" line="147"/>
        <source>In the person&apos;s own words</source>
        <translation>Ghi đúng lời người kể</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/dialogs.py" line="150"/>
        <source>Name</source>
        <translation>Họ và tên</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/dialogs.py" line="152"/>
        <source>Class</source>
        <translation>Lớp</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/dialogs.py" line="155"/>
        <source>Part in it</source>
        <translation>Vai trò trong vụ việc</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/dialogs.py" line="156"/>
        <source>Detail (injury, property)</source>
        <translation>Chi tiết (thương tích, tài sản)</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/dialogs.py" line="157"/>
        <source>Statement</source>
        <translation>Lời trình bày</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/dialogs.py" line="167"/>
        <source>Shown as: {name}</source>
        <translation>Hiển thị: {name}</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/dialogs.py" line="188"/>
        <source>Edit the measure</source>
        <translation>Sửa biện pháp</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/dialogs.py" line="188"/>
        <source>Add a measure</source>
        <translation>Thêm biện pháp</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/dialogs.py" line="194"/>
        <location filename="../../vms/ui/incidents/dialogs.py" line="199"/>
        <source>Due by</source>
        <translation>Hạn</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/dialogs.py" line="203"/>
        <source>Measure</source>
        <translation>Biện pháp</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/dialogs.py" line="204"/>
        <source>Who does it</source>
        <translation>Người thực hiện</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/evidence_acts.py" line="57"/>
        <source>Show in playback</source>
        <translation>Xem lại</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/evidence_acts.py" line="58"/>
        <source>Check the hash now</source>
        <translation>Kiểm tra mã băm</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/evidence_acts.py" line="59"/>
        <source>Custody</source>
        <translation>Nhật ký bảo quản</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/evidence_acts.py" line="60"/>
        <source>Remove from the incident</source>
        <translation>Bỏ khỏi vụ việc</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/evidence_acts.py" line="73"/>
        <source>The file is what it was when it was cut.</source>
        <translation>Tệp còn nguyên như lúc trích xuất.</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/evidence_acts.py" line="74"/>
        <source>Hash matches</source>
        <translation>Mã băm khớp</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/evidence_acts.py" line="76"/>
        <source>{file} is not what it was. Tell the board.</source>
        <translation>{file} không còn như lúc trích xuất. Báo Ban giám hiệu.</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/evidence_acts.py" line="77"/>
        <source>Hash differs</source>
        <translation>Mã băm không khớp</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/evidence_acts.py" line="101"/>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/evidence_acts.py" line="116"/>
        <source>Evidence removed</source>
        <translation>Đã bỏ chứng cứ</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/evidence_acts.py" line="125"/>
        <source>Where to copy the evidence</source>
        <translation>Chép chứng cứ vào đâu</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/evidence_acts.py" line="135"/>
        <source>{count} files copied and read back</source>
        <translation>Đã chép và đọc lại {count} tệp</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/incident_list.py" line="65"/>
        <location filename="../../vms/ui/incidents/view.py" line="220"/>
        <source>Untitled</source>
        <translation>Chưa đặt tên</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/incident_list.py" line="103"/>
        <source>New</source>
        <translation>Mở mới</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/incident_list.py" line="106"/>
        <source>Search (accents not needed)</source>
        <translation>Tìm (có dấu hoặc không)</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/incident_list.py" line="107"/>
        <source>Open</source>
        <translation>Đang mở</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/incident_list.py" line="107"/>
        <source>All</source>
        <translation>Tất cả</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/incident_list.py" line="109"/>
        <location filename="../../vms/ui/incidents/incident_list.py" line="123"/>
        <source>Incidents</source>
        <translation>Vụ việc</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/incident_list.py" line="151"/>
        <source>Nothing found. Try fewer words.</source>
        <translation>Không thấy. Thử ít từ hơn.</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/incident_list.py" line="153"/>
        <source>No incident is open.</source>
        <translation>Không có vụ việc đang mở.</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/minutes_card.py" line="41"/>
        <source>Minutes</source>
        <translation>Biên bản</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/minutes_card.py" line="46"/>
        <source>Name, position</source>
        <translation>Họ tên, chức vụ</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/minutes_card.py" line="51"/>
        <source>One a line: name, position</source>
        <translation>Mỗi dòng một người: họ tên, chức vụ</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/minutes_card.py" line="54"/>
        <source>Not entered</source>
        <translation>Chưa ghi</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/minutes_card.py" line="56"/>
        <source>Ends now</source>
        <translation>Kết thúc lúc này</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/minutes_card.py" line="77"/>
        <source>Written at</source>
        <translation>Nơi lập biên bản</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/minutes_card.py" line="77"/>
        <source>Copies</source>
        <translation>Số bản</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/minutes_card.py" line="78"/>
        <source>Started</source>
        <translation>Bắt đầu</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/minutes_card.py" line="78"/>
        <source>Ended</source>
        <translation>Kết thúc</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/minutes_card.py" line="79"/>
        <source>Chair</source>
        <translation>Chủ tọa</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/minutes_card.py" line="79"/>
        <source>Secretary</source>
        <translation>Thư ký</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/minutes_card.py" line="80"/>
        <source>Also present</source>
        <translation>Người tham dự</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/minutes_card.py" line="80"/>
        <location filename="../../vms/ui/incidents/words.py" line="17"/>
        <source>Damage</source>
        <translation>Thiệt hại</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/minutes_card.py" line="85"/>
        <source>Conclusion, proposals</source>
        <translation>Kết luận, đề nghị</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/page.py" line="247"/>
        <source>Removed</source>
        <translation>Đã bỏ</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/preview.py" line="47"/>
        <source>Smaller</source>
        <translation>Thu nhỏ</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/preview.py" line="48"/>
        <source>Larger</source>
        <translation>Phóng to</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/preview.py" line="49"/>
        <location filename="../../vms/ui/incidents/preview.py" line="158"/>
        <source>Save the PDF</source>
        <translation>Lưu PDF</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/preview.py" line="50"/>
        <source>Print</source>
        <translation>In</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/preview.py" line="59"/>
        <location filename="../../vms/ui/incidents/preview.py" line="61"/>
        <location filename="../../vms/ui/incidents/preview.py" line="71"/>
        <source>Preview of the minutes</source>
        <translation>Xem trước biên bản</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/preview.py" line="66"/>
        <source>Previous page</source>
        <translation>Trang trước</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/preview.py" line="67"/>
        <source>Next page</source>
        <translation>Trang sau</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/preview.py" line="146"/>
        <source>issued</source>
        <translation>đã ban hành</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/preview.py" line="146"/>
        <source>draft, no number yet</source>
        <translation>bản nháp, chưa có số</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/preview.py" line="147"/>
        <source>Page {page}/{count} · {kind}</source>
        <translation>Trang {page}/{count} · {kind}</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/words.py" line="28"/>
        <source>Recorded</source>
        <translation>Ghi nhận</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/words.py" line="29"/>
        <source>Verifying</source>
        <translation>Đang xác minh</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/words.py" line="31"/>
        <source>Issued</source>
        <translation>Đã ban hành</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/view.py" line="38"/>
        <source>Add from playback</source>
        <translation>Thêm từ Xem lại</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/view.py" line="41"/>
        <source>Evidence</source>
        <translation>Chứng cứ</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/view.py" line="51"/>
        <source>No clip or still yet. Mark a stretch in playback and cut it.</source>
        <translation>Chưa có video, ảnh. Chọn đoạn ở trang Xem lại rồi trích xuất.</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/view.py" line="86"/>
        <source>Held until {date}</source>
        <translation>Đang giữ đến {date}</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/view.py" line="100"/>
        <source>Reopen</source>
        <translation>Mở lại</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/view.py" line="39"/>
        <source>Export evidence</source>
        <translation>Chép chứng cứ</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/view.py" line="103"/>
        <source>Submit to the board</source>
        <translation>Trình BGH ký</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/view.py" line="124"/>
        <source>Saved {time}</source>
        <translation>Đã tự lưu {time}</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/view.py" line="136"/>
        <source>Preview in place of the list</source>
        <translation>Xem trước biên bản thay cho danh sách</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/view.py" line="144"/>
        <source>Missing before it can be submitted</source>
        <translation>Còn thiếu trước khi trình</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/view.py" line="151"/>
        <source>No incident chosen</source>
        <translation>Chưa chọn vụ việc</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/view.py" line="152"/>
        <source>Open an incident to write down what happened, with pictures.</source>
        <translation>Mở vụ việc khi cần ghi lại một sự việc kèm hình ảnh.</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/view.py" line="171"/>
        <source>Incident</source>
        <translation>Vụ việc</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/view.py" line="221"/>
        <source>{code} · opened {date} {time}</source>
        <translation>{code} · mở {date} {time}</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/view.py" line="246"/>
        <source>and {count} more</source>
        <translation>và {count} mục nữa</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/words.py" line="13"/>
        <source>Accident</source>
        <translation>Tai nạn</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/words.py" line="14"/>
        <source>Conflict</source>
        <translation>Xô xát</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/words.py" line="15"/>
        <source>Stranger</source>
        <translation>Người lạ</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/words.py" line="16"/>
        <source>Loss of property</source>
        <translation>Mất tài sản</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/words.py" line="18"/>
        <source>Traffic</source>
        <translation>Va quẹt xe</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/words.py" line="19"/>
        <source>Fire</source>
        <translation>Cháy</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/words.py" line="20"/>
        <source>Other</source>
        <translation>Khác</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/words.py" line="52"/>
        <source>cut from the recording</source>
        <translation>trích từ bản ghi</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/words.py" line="53"/>
        <source>still taken</source>
        <translation>lấy ảnh</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/words.py" line="54"/>
        <source>hash checked</source>
        <translation>kiểm tra mã băm</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/words.py" line="55"/>
        <source>found altered</source>
        <translation>thấy bị sửa</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/words.py" line="56"/>
        <source>opened</source>
        <translation>mở xem</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/words.py" line="57"/>
        <source>copied out</source>
        <translation>chép ra ngoài</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/words.py" line="58"/>
        <source>removed from the incident</source>
        <translation>bỏ khỏi vụ việc</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/words.py" line="59"/>
        <source>brought back</source>
        <translation>đưa lại</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/stages.py" line="41"/>
        <source>Record</source>
        <translation>Ghi nhận</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/stages.py" line="42"/>
        <source>Verify</source>
        <translation>Xác minh</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/stages.py" line="43"/>
        <source>To the board</source>
        <translation>Trình BGH</translation>
    </message>
    <message>
        <location filename="../../vms/ui/incidents/stages.py" line="44"/>
        <source>Issue</source>
        <translation>Ban hành</translation>
    </message>
</context>
</TS>
