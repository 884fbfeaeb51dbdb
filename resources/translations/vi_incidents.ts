<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi_VN">
<context>
    <name>Incidents</name>
    <message>
        <source>Edit</source>
        <translation>Sửa</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Bỏ</translation>
    </message>
    <message>
        <source>Course of events</source>
        <translation>Diễn biến</translation>
    </message>
    <message>
        <source>Add moment</source>
        <translation>Thêm mốc</translation>
    </message>
    <message>
        <source>Nothing written yet: what happened, in order of time.</source>
        <translation>Chưa có gì: ghi chuyện đã xảy ra, theo thứ tự thời gian.</translation>
    </message>
    <message>
        <source>People involved</source>
        <translation>Người liên quan</translation>
    </message>
    <message>
        <source>Add person</source>
        <translation>Thêm người</translation>
    </message>
    <message>
        <source>Nobody yet. Pupils appear as initials and class.</source>
        <translation>Chưa có ai. Học sinh được ghi tên tắt và lớp.</translation>
    </message>
    <message>
        <source>Statement taken</source>
        <translation>Đã có lời kể</translation>
    </message>
    <message>
        <source>Initials</source>
        <translation>Ghi tên tắt</translation>
    </message>
    <message>
        <source>No statement</source>
        <translation>Chưa có lời kể</translation>
    </message>
    <message>
        <source>Measures</source>
        <translation>Biện pháp</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Thêm</translation>
    </message>
    <message>
        <source>None yet: first aid, parents told, repairs.</source>
        <translation>Chưa có: sơ cứu, báo phụ huynh, sửa chữa.</translation>
    </message>
    <message>
        <source>due {date}</source>
        <translation>hạn {date}</translation>
    </message>
    <message>
        <source>matches</source>
        <translation>khớp</translation>
    </message>
    <message>
        <source>altered</source>
        <translation>bị sửa</translation>
    </message>
    <message>
        <source>What can be done with it</source>
        <translation>Việc làm được với chứng cứ này</translation>
    </message>
    <message>
        <source>Copied from {0}</source>
        <translation>Sao từ {0}</translation>
    </message>
    <message>
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
        <source>Still</source>
        <translation>Ảnh</translation>
    </message>
    <message>
        <source>Video {length}</source>
        <translation>Video {length}</translation>
    </message>
    <message>
        <source>{count} still missing</source>
        <translation>Còn thiếu {count} mục</translation>
    </message>
    <message>
        <source>Waits for the board</source>
        <translation>Chờ BGH ký</translation>
    </message>
    <message>
        <source>Number {number}</source>
        <translation>Số {number}</translation>
    </message>
    <message>
        <source>Submitted to the board</source>
        <translation>Đã trình Ban giám hiệu</translation>
    </message>
    <message>
        <source>Return these minutes?</source>
        <translation>Trả lại biên bản này?</translation>
    </message>
    <message>
        <source>Everything written stays; it can be submitted again.</source>
        <translation>Nội dung vẫn đủ, sửa xong trình lại được.</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>Trả lại</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
    <message>
        <source>What has to be changed</source>
        <translation>Cần sửa gì</translation>
    </message>
    <message>
        <source>Returned</source>
        <translation>Đã trả lại</translation>
    </message>
    <message>
        <source>Issue these minutes?</source>
        <translation>Ban hành biên bản này?</translation>
    </message>
    <message>
        <source>They get the next number and can&apos;t be changed any more.</source>
        <translation>Biên bản được cấp số và không sửa được nữa.</translation>
    </message>
    <message>
        <source>A mistake can be voided; the number stays in the register.</source>
        <translation>Nếu sai có thể hủy; số vẫn còn trong sổ.</translation>
    </message>
    <message>
        <source>Issue, give number</source>
        <translation>Ban hành, cấp số</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>Để sau</translation>
    </message>
    <message>
        <source>Issued as number {number}</source>
        <translation>Đã ban hành, số {number}</translation>
    </message>
    <message>
        <source>Void minutes {number}?</source>
        <translation>Hủy biên bản số {number}?</translation>
    </message>
    <message>
        <source>The number is spent; new minutes get a new one.</source>
        <translation>Số này không dùng lại; biên bản mới có số mới.</translation>
    </message>
    <message>
        <source>Document, number and reason stay in the register.</source>
        <translation>Văn bản, số và lý do vẫn còn trong sổ.</translation>
    </message>
    <message>
        <source>Void</source>
        <translation>Hủy biên bản</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Giữ lại</translation>
    </message>
    <message>
        <source>Voided</source>
        <translation>Đã hủy biên bản</translation>
    </message>
    <message>
        <source>Close this incident?</source>
        <translation>Đóng vụ việc này?</translation>
    </message>
    <message>
        <source>Everything written and all evidence stays.</source>
        <translation>Nội dung và chứng cứ vẫn đủ.</translation>
    </message>
    <message>
        <source>It can be reopened.</source>
        <translation>Có thể mở lại.</translation>
    </message>
    <message>
        <source>Close incident</source>
        <translation>Đóng vụ việc</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Đã đóng</translation>
    </message>
    <message>
        <source>Reopened</source>
        <translation>Đã mở lại</translation>
    </message>
    <message>
        <source>PDF saved</source>
        <translation>Đã lưu PDF</translation>
    </message>
    <message>
        <source>Edit the incident</source>
        <translation>Sửa vụ việc</translation>
    </message>
    <message>
        <source>New incident</source>
        <translation>Vụ việc mới</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Lưu</translation>
    </message>
    <message>
        <source>Open incident</source>
        <translation>Mở vụ việc</translation>
    </message>
    <message>
        <source>Two pupils fell on the stairs</source>
        <translation>Hai học sinh ngã ở cầu thang</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Chuyện gì đã xảy ra</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Loại</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Địa điểm</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Lúc</translation>
    </message>
    <message>
        <source>Edit the moment</source>
        <translation>Sửa mốc</translation>
    </message>
    <message>
        <source>Add a moment</source>
        <translation>Thêm mốc</translation>
    </message>
    <message>
        <source>Who told it, or the shift book</source>
        <translation>Người kể, hoặc sổ trực</translation>
    </message>
    <message>
        <source>Known from (not needed for a camera)</source>
        <translation>Biết từ đâu (không cần nếu do camera)</translation>
    </message>
    <message>
        <source>Edit the person</source>
        <translation>Sửa người liên quan</translation>
    </message>
    <message>
        <source>Add a person</source>
        <translation>Thêm người liên quan</translation>
    </message>
    <message>
        <source>Pupil: shown as initials and class</source>
        <translation>Học sinh: ghi tên tắt và lớp</translation>
    </message>
    <message>
        <source>Full name in the minutes (the board decides)</source>
        <translation>Ghi đủ tên trong biên bản (do BGH quyết định)</translation>
    </message>
    <message>
        <source>Hurt pupil, witness, class teacher</source>
        <translation>Học sinh bị ngã, người chứng kiến, chủ nhiệm</translation>
    </message>
    <message>
        <source>In the person&apos;s own words</source>
        <translation>Ghi đúng lời người kể</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Họ và tên</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Lớp</translation>
    </message>
    <message>
        <source>Part in it</source>
        <translation>Vai trò trong vụ việc</translation>
    </message>
    <message>
        <source>Detail (injury, property)</source>
        <translation>Chi tiết (thương tích, tài sản)</translation>
    </message>
    <message>
        <source>Statement</source>
        <translation>Lời trình bày</translation>
    </message>
    <message>
        <source>Shown as: {name}</source>
        <translation>Hiển thị: {name}</translation>
    </message>
    <message>
        <source>Edit the measure</source>
        <translation>Sửa biện pháp</translation>
    </message>
    <message>
        <source>Add a measure</source>
        <translation>Thêm biện pháp</translation>
    </message>
    <message>
        <source>Due by</source>
        <translation>Hạn</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Biện pháp</translation>
    </message>
    <message>
        <source>Who does it</source>
        <translation>Người thực hiện</translation>
    </message>
    <message>
        <source>Show in playback</source>
        <translation>Xem lại</translation>
    </message>
    <message>
        <source>Check the hash now</source>
        <translation>Kiểm tra mã băm</translation>
    </message>
    <message>
        <source>Custody</source>
        <translation>Nhật ký bảo quản</translation>
    </message>
    <message>
        <source>Remove from the incident</source>
        <translation>Bỏ khỏi vụ việc</translation>
    </message>
    <message>
        <source>The file is what it was when it was cut.</source>
        <translation>Tệp còn nguyên như lúc trích xuất.</translation>
    </message>
    <message>
        <source>Hash matches</source>
        <translation>Mã băm khớp</translation>
    </message>
    <message>
        <source>{file} is not what it was. Tell the board.</source>
        <translation>{file} không còn như lúc trích xuất. Báo Ban giám hiệu.</translation>
    </message>
    <message>
        <source>Hash differs</source>
        <translation>Mã băm không khớp</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>Evidence removed</source>
        <translation>Đã bỏ chứng cứ</translation>
    </message>
    <message>
        <source>Where to copy the evidence</source>
        <translation>Chép chứng cứ vào đâu</translation>
    </message>
    <message>
        <source>Evidence copied and read back</source>
        <translation>Đã chép chứng cứ và đọc lại</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>Chưa đặt tên</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Mở mới</translation>
    </message>
    <message>
        <source>Search (accents not needed)</source>
        <translation>Tìm (có dấu hoặc không)</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Đang mở</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Tất cả</translation>
    </message>
    <message>
        <source>Incidents</source>
        <translation>Vụ việc</translation>
    </message>
    <message>
        <source>Nothing found. Try fewer words.</source>
        <translation>Không thấy. Thử ít từ hơn.</translation>
    </message>
    <message>
        <source>No incident is open.</source>
        <translation>Không có vụ việc đang mở.</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>Biên bản</translation>
    </message>
    <message>
        <source>Name, position</source>
        <translation>Họ tên, chức vụ</translation>
    </message>
    <message>
        <source>One a line: name, position</source>
        <translation>Mỗi dòng một người: họ tên, chức vụ</translation>
    </message>
    <message>
        <source>Not entered</source>
        <translation>Chưa ghi</translation>
    </message>
    <message>
        <source>Ends now</source>
        <translation>Kết thúc lúc này</translation>
    </message>
    <message>
        <source>Written at</source>
        <translation>Nơi lập biên bản</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>Số bản</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Bắt đầu</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Kết thúc</translation>
    </message>
    <message>
        <source>Chair</source>
        <translation>Chủ tọa</translation>
    </message>
    <message>
        <source>Secretary</source>
        <translation>Thư ký</translation>
    </message>
    <message>
        <source>Also present</source>
        <translation>Người tham dự</translation>
    </message>
    <message>
        <source>Damage</source>
        <translation>Thiệt hại</translation>
    </message>
    <message>
        <source>Conclusion, proposals</source>
        <translation>Kết luận, đề nghị</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>Đã bỏ</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Thu nhỏ</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Phóng to</translation>
    </message>
    <message>
        <source>Save the PDF</source>
        <translation>Lưu PDF</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>In</translation>
    </message>
    <message>
        <source>Preview of the minutes</source>
        <translation>Xem trước biên bản</translation>
    </message>
    <message>
        <source>Previous page</source>
        <translation>Trang trước</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>Trang sau</translation>
    </message>
    <message>
        <source>issued</source>
        <translation>đã ban hành</translation>
    </message>
    <message>
        <source>draft, no number yet</source>
        <translation>bản nháp, chưa có số</translation>
    </message>
    <message>
        <source>Page {page}/{count} · {kind}</source>
        <translation>Trang {page}/{count} · {kind}</translation>
    </message>
    <message>
        <source>Recorded</source>
        <translation>Ghi nhận</translation>
    </message>
    <message>
        <source>Verifying</source>
        <translation>Đang xác minh</translation>
    </message>
    <message>
        <source>Issued</source>
        <translation>Đã ban hành</translation>
    </message>
    <message>
        <source>Add from playback</source>
        <translation>Thêm từ Xem lại</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Chứng cứ</translation>
    </message>
    <message>
        <source>No clip or still yet. Mark a stretch in playback and cut it.</source>
        <translation>Chưa có video, ảnh. Chọn đoạn ở trang Xem lại rồi trích xuất.</translation>
    </message>
    <message>
        <source>Held until {date}</source>
        <translation>Đang giữ đến {date}</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>Mở lại</translation>
    </message>
    <message>
        <source>Export evidence</source>
        <translation>Chép chứng cứ</translation>
    </message>
    <message>
        <source>From outside</source>
        <translation>Tệp bên ngoài</translation>
    </message>
    <message>
        <source>Files from outside: a phone&apos;s clip, another recorder&apos;s</source>
        <translation>Tệp từ bên ngoài: video điện thoại, đầu ghi khác</translation>
    </message>
    <message>
        <source>Submit to the board</source>
        <translation>Trình BGH ký</translation>
    </message>
    <message>
        <source>Saved {time}</source>
        <translation>Đã tự lưu {time}</translation>
    </message>
    <message>
        <source>Preview in place of the list</source>
        <translation>Xem trước biên bản thay cho danh sách</translation>
    </message>
    <message>
        <source>Missing before it can be submitted</source>
        <translation>Còn thiếu trước khi trình</translation>
    </message>
    <message>
        <source>No incident chosen</source>
        <translation>Chưa chọn vụ việc</translation>
    </message>
    <message>
        <source>Open an incident to write down what happened, with pictures.</source>
        <translation>Mở vụ việc khi cần ghi lại một sự việc kèm hình ảnh.</translation>
    </message>
    <message>
        <source>Incident</source>
        <translation>Vụ việc</translation>
    </message>
    <message>
        <source>{code} · opened {date} {time}</source>
        <translation>{code} · mở {date} {time}</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>và {count} mục nữa</translation>
    </message>
    <message>
        <source>Accident</source>
        <translation>Tai nạn</translation>
    </message>
    <message>
        <source>Conflict</source>
        <translation>Xô xát</translation>
    </message>
    <message>
        <source>Stranger</source>
        <translation>Người lạ</translation>
    </message>
    <message>
        <source>Loss of property</source>
        <translation>Mất tài sản</translation>
    </message>
    <message>
        <source>Traffic</source>
        <translation>Va quẹt xe</translation>
    </message>
    <message>
        <source>Fire</source>
        <translation>Cháy</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Khác</translation>
    </message>
    <message>
        <source>cut from the recording</source>
        <translation>trích từ bản ghi</translation>
    </message>
    <message>
        <source>still taken</source>
        <translation>lấy ảnh</translation>
    </message>
    <message>
        <source>hash checked</source>
        <translation>kiểm tra mã băm</translation>
    </message>
    <message>
        <source>found altered</source>
        <translation>thấy bị sửa</translation>
    </message>
    <message>
        <source>opened</source>
        <translation>mở xem</translation>
    </message>
    <message>
        <source>copied out</source>
        <translation>chép ra ngoài</translation>
    </message>
    <message>
        <source>removed from the incident</source>
        <translation>bỏ khỏi vụ việc</translation>
    </message>
    <message>
        <source>brought back</source>
        <translation>đưa lại</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Ghi nhận</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>Xác minh</translation>
    </message>
    <message>
        <source>To the board</source>
        <translation>Trình BGH</translation>
    </message>
    <message>
        <source>Issue</source>
        <translation>Ban hành</translation>
    </message>
</context>
</TS>
