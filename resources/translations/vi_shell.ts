<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi" sourcelanguage="en">
<context>
    <name>Accounts</name>
    <message>
        <source>Full name</source>
        <translation>Họ và tên</translation>
    </message>
    <message>
        <source>Post</source>
        <translation>Chức vụ</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Tên đăng nhập</translation>
    </message>
    <message>
        <source>Phone (optional)</source>
        <translation>Điện thoại (không bắt buộc)</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Mật khẩu</translation>
    </message>
    <message>
        <source>At least 10 signs</source>
        <translation>Ít nhất 10 ký tự</translation>
    </message>
    <message>
        <source>Password again</source>
        <translation>Nhập lại mật khẩu</translation>
    </message>
    <message>
        <source>Strong, {0} signs</source>
        <translation>Mạnh, dài {0} ký tự</translation>
    </message>
    <message>
        <source>Not the same as the first</source>
        <translation>Chưa giống ô bên trái</translation>
    </message>
    <message>
        <source>Same</source>
        <translation>Đã giống</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
    <message>
        <source>Change the account</source>
        <translation>Sửa tài khoản</translation>
    </message>
    <message>
        <source>New account</source>
        <translation>Tài khoản mới</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Lưu</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Thêm</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Vai trò</translation>
    </message>
    <message>
        <source>New password for {0}</source>
        <translation>Đặt lại mật khẩu cho {0}</translation>
    </message>
    <message>
        <source>Set the password</source>
        <translation>Đặt mật khẩu</translation>
    </message>
    <message>
        <source>The old one stops working at once. Hand over the new one in person.</source>
        <translation>Mật khẩu cũ hết hiệu lực ngay. Trao mật khẩu mới tận tay.</translation>
    </message>
    <message>
        <source>Add account</source>
        <translation>Thêm tài khoản</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Sửa</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>Đặt lại mật khẩu</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>Tài khoản</translation>
    </message>
    <message>
        <source>Rights follow the regulation&apos;s table; every change is logged.</source>
        <translation>Quyền theo bảng phân quyền của Quy chế; mọi thay đổi đều được ghi nhật ký.</translation>
    </message>
    <message>
        <source>Account added</source>
        <translation>Đã thêm tài khoản</translation>
    </message>
    <message>
        <source>Account changed</source>
        <translation>Đã sửa tài khoản</translation>
    </message>
    <message>
        <source>Password set</source>
        <translation>Đã đặt mật khẩu mới</translation>
    </message>
    <message>
        <source>Switch off {0}&apos;s account?</source>
        <translation>Khóa tài khoản của {0}?</translation>
    </message>
    <message>
        <source>Signing in is refused from now on.</source>
        <translation>Từ bây giờ tài khoản này không đăng nhập được.</translation>
    </message>
    <message>
        <source>Everything done under this name stays in the log.</source>
        <translation>Mọi việc đã làm dưới tên này vẫn còn trong nhật ký.</translation>
    </message>
    <message>
        <source>Switch off</source>
        <translation>Khóa tài khoản</translation>
    </message>
    <message>
        <source>Keep it on</source>
        <translation>Giữ nguyên</translation>
    </message>
    <message>
        <source>Account switched on</source>
        <translation>Đã mở lại tài khoản</translation>
    </message>
    <message>
        <source>Account switched off</source>
        <translation>Đã khóa tài khoản</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Trạng thái</translation>
    </message>
    <message>
        <source>Switch on</source>
        <translation>Mở lại</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>Đang dùng</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Đã khóa</translation>
    </message>
</context>
<context>
    <name>Controls</name>
    <message>
        <source>Clear</source>
        <translation>Xóa chữ</translation>
    </message>
    <message>
        <source>Hide password</source>
        <translation>Ẩn mật khẩu</translation>
    </message>
    <message>
        <source>Show password</source>
        <translation>Hiện mật khẩu</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>Minutes to sign · {0}</source>
        <translation>Biên bản chờ ký · {0}</translation>
    </message>
    <message>
        <source>{0} pieces of evidence</source>
        <translation>{0} chứng cứ</translation>
    </message>
    <message>
        <source>submitted by {0}</source>
        <translation>{0} trình</translation>
    </message>
    <message>
        <source>Ends today</source>
        <translation>Hết hạn hôm nay</translation>
    </message>
    <message>
        <source>{0} days left, until {1}</source>
        <translation>Còn {0} ngày, hạn {1}</translation>
    </message>
    <message>
        <source>Footage on hold</source>
        <translation>Dữ liệu đang giữ</translation>
    </message>
    <message>
        <source>Sent {0} today</source>
        <translation>Gửi {0} hôm nay</translation>
    </message>
    <message>
        <source>Sent yesterday</source>
        <translation>Gửi hôm qua</translation>
    </message>
    <message>
        <source>Sent {0}</source>
        <translation>Gửi {0}</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Tình hình hôm nay</translation>
    </message>
    <message>
        <source>{0} and {1} more</source>
        <translation>{0} và {1} camera nữa</translation>
    </message>
    <message>
        <source>Every camera is being recorded</source>
        <translation>Mọi camera đều đang ghi</translation>
    </message>
    <message>
        <source>Free {0}</source>
        <translation>Còn trống {0}</translation>
    </message>
    <message>
        <source>Room for {0} days</source>
        <translation>Còn chỗ cho {0} ngày</translation>
    </message>
    <message>
        <source>{0} / {1} cameras good</source>
        <translation>{0} / {1} camera tốt</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>Ghi hình</translation>
    </message>
    <message>
        <source>Open incidents: {0}</source>
        <translation>{0} vụ việc đang mở</translation>
    </message>
    <message>
        <source>Checked within the hour</source>
        <translation>Đã kiểm tra trong giờ qua</translation>
    </message>
    <message>
        <source>See the incidents page</source>
        <translation>Xem ở trang Vụ việc</translation>
    </message>
    <message>
        <source>Audit log whole</source>
        <translation>Nhật ký nguyên vẹn</translation>
    </message>
    <message>
        <source>Audit log broken</source>
        <translation>Nhật ký bị sửa</translation>
    </message>
    <message>
        <source>From entry {0} on; call IT</source>
        <translation>Từ dòng {0} trở đi; gọi CNTT</translation>
    </message>
    <message>
        <source>The most pressing first. Every decision is written to the log and can be looked up.</source>
        <translation>Việc gấp ở trên cùng. Mọi quyết định đều được ghi vào nhật ký và có thể xem lại.</translation>
    </message>
    <message>
        <source>Sign and issue these minutes?</source>
        <translation>Ký và ban hành biên bản này?</translation>
    </message>
    <message>
        <source>They get a number and can&apos;t be changed any more.</source>
        <translation>Biên bản được cấp số và không sửa được nữa.</translation>
    </message>
    <message>
        <source>They can be voided with a reason; the number stays used.</source>
        <translation>Có thể hủy kèm lý do; số đã cấp không dùng lại.</translation>
    </message>
    <message>
        <source>Sign</source>
        <translation>Ký</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>Để sau</translation>
    </message>
    <message>
        <source>Issued</source>
        <translation>Đã ban hành</translation>
    </message>
    <message>
        <source>Return these minutes?</source>
        <translation>Trả lại biên bản này?</translation>
    </message>
    <message>
        <source>Everything written stays; they can be submitted again.</source>
        <translation>Nội dung đã viết vẫn còn; có thể trình lại.</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>Trả lại</translation>
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
        <source>Kept 30 days longer</source>
        <translation>Đã giữ thêm 30 ngày</translation>
    </message>
    <message>
        <source>Release this footage?</source>
        <translation>Thôi giữ đoạn này?</translation>
    </message>
    <message>
        <source>It is deleted when its days are over, and can&apos;t be brought back.</source>
        <translation>Hình bị xóa khi hết số ngày lưu, không lấy lại được.</translation>
    </message>
    <message>
        <source>Clips that were cut stay.</source>
        <translation>Bản đã trích xuất vẫn còn.</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>Thôi giữ</translation>
    </message>
    <message>
        <source>Keep holding</source>
        <translation>Giữ tiếp</translation>
    </message>
    <message>
        <source>Released</source>
        <translation>Đã thôi giữ</translation>
    </message>
    <message>
        <source>Waiting for a decision: {0}</source>
        <translation>Có {0} việc chờ quyết định</translation>
    </message>
    <message>
        <source>Nothing waits for a decision</source>
        <translation>Không có việc chờ quyết định</translation>
    </message>
    <message>
        <source>Minutes to sign and holds that end soon come here by themselves.</source>
        <translation>Biên bản chờ ký và dữ liệu giữ sắp hết hạn sẽ tự hiện ở đây.</translation>
    </message>
    <message>
        <source>All decided</source>
        <translation>Đã quyết định hết</translation>
    </message>
    <message>
        <source>See</source>
        <translation>Xem</translation>
    </message>
    <message>
        <source>Keep 30 days more</source>
        <translation>Giữ thêm 30 ngày</translation>
    </message>
</context>
<context>
    <name>Desktop</name>
    <message>
        <source>School camera management</source>
        <translation>Quản lý camera trường học</translation>
    </message>
</context>
<context>
    <name>Dialogs</name>
    <message>
        <source>Copy code</source>
        <translation>Chép mã</translation>
    </message>
    <message>
        <source>Code {0}</source>
        <translation>Mã lỗi {0}</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Để sau</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Lý do</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
    <message>
        <source>A reason is written to the log</source>
        <translation>Lý do được ghi vào nhật ký</translation>
    </message>
</context>
<context>
    <name>FirstRun</name>
    <message>
        <source>Setting up…</source>
        <translation>Đang thiết lập…</translation>
    </message>
    <message>
        <source>Opening the demo school…</source>
        <translation>Đang mở trường mẫu…</translation>
    </message>
    <message>
        <source>The pretend cameras start on this PC.</source>
        <translation>Camera giả đang khởi động trên máy này.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Ngôn ngữ</translation>
    </message>
    <message>
        <source>Can be changed at any time in the settings, for each person.</source>
        <translation>Đổi được bất cứ lúc nào trong Cài đặt, riêng cho từng người.</translation>
    </message>
    <message>
        <source>Interface, minutes and reports</source>
        <translation>Giao diện, biên bản và báo cáo</translation>
    </message>
    <message>
        <source>Interface only; minutes stay Vietnamese</source>
        <translation>Chỉ giao diện; biên bản vẫn bằng tiếng Việt</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Cỡ chữ</translation>
    </message>
    <message>
        <source>Will the wall be read from 3 m? Then a guard needs 125 to 150 % or a large screen.</source>
        <translation>Nhìn tường hình từ xa 3 m thì bảo vệ cần cỡ chữ 125–150 % hoặc màn hình lớn.</translation>
    </message>
    <message>
        <source>How to start?</source>
        <translation>Bắt đầu như thế nào?</translation>
    </message>
    <message>
        <source>The demo school can be left for the school&apos;s own cameras at any time.</source>
        <translation>Có thể chuyển từ trường mẫu sang camera của trường bất cứ lúc nào.</translation>
    </message>
    <message>
        <source>Try the demo school</source>
        <translation>Dùng thử trường mẫu</translation>
    </message>
    <message>
        <source>Pretend cameras run on this PC at once, to get to know the program.</source>
        <translation>Camera giả chạy ngay trên máy này để làm quen.</translation>
    </message>
    <message>
        <source>No network and no camera needed</source>
        <translation>Không cần mạng, không cần camera</translation>
    </message>
    <message>
        <source>Real streams, PTZ and recording to practise with</source>
        <translation>Có luồng hình, PTZ và ghi hình thật để tập</translation>
    </message>
    <message>
        <source>Nothing leaves this PC</source>
        <translation>Không có gì ra khỏi máy này</translation>
    </message>
    <message>
        <source>Connect the school&apos;s cameras</source>
        <translation>Kết nối camera của trường</translation>
    </message>
    <message>
        <source>IT adds them on the camera page after signing in.</source>
        <translation>Nhân viên CNTT thêm camera ở trang Camera sau khi đăng nhập.</translation>
    </message>
    <message>
        <source>Works with ONVIF cameras of every make</source>
        <translation>Dùng với camera ONVIF của mọi hãng</translation>
    </message>
    <message>
        <source>Changes nothing in a camera without asking</source>
        <translation>Chưa đổi gì trong camera khi chưa hỏi</translation>
    </message>
    <message>
        <source>Pictures are stored on the school&apos;s PC only</source>
        <translation>Hình chỉ lưu trên máy của trường</translation>
    </message>
    <message>
        <source>The school board&apos;s account</source>
        <translation>Tài khoản Ban giám hiệu</translation>
    </message>
    <message>
        <source>This account approves requests, signs minutes and makes the other accounts.</source>
        <translation>Tài khoản này phê duyệt yêu cầu, ký biên bản và lập các tài khoản khác.</translation>
    </message>
    <message>
        <source>Principal</source>
        <translation>Hiệu trưởng</translation>
    </message>
    <message>
        <source>Deputy principal</source>
        <translation>Phó Hiệu trưởng</translation>
    </message>
    <message>
        <source>For the guards to call in need</source>
        <translation>Để bảo vệ gọi khi gấp</translation>
    </message>
    <message>
        <source>Keep this password in a safe place: there is no default one, and nobody can read it back.</source>
        <translation>Cất mật khẩu này nơi an toàn: không có mật khẩu mặc định và không ai đọc lại được.</translation>
    </message>
    <message>
        <source>Who works with the cameras?</source>
        <translation>Ai làm việc với camera?</translation>
    </message>
    <message>
        <source>Everybody signs in as themselves, so that the log tells who did what.</source>
        <translation>Mỗi người đăng nhập bằng tên mình để nhật ký ghi rõ ai làm gì.</translation>
    </message>
    <message>
        <source>More accounts: Settings, Accounts.</source>
        <translation>Thêm tài khoản khác ở Cài đặt, mục Tài khoản.</translation>
    </message>
    <message>
        <source>Make a guard&apos;s account</source>
        <translation>Lập tài khoản bảo vệ</translation>
    </message>
    <message>
        <source>Make an IT account</source>
        <translation>Lập tài khoản CNTT</translation>
    </message>
    <message>
        <source>Watches the wall, marks, opens incidents.</source>
        <translation>Xem tường hình, đánh dấu, mở vụ việc.</translation>
    </message>
    <message>
        <source>Adds and sets up cameras. The board has no right to that (clause 7.3).</source>
        <translation>Thêm và cài đặt camera. Ban giám hiệu không có quyền này (Điều 7.3).</translation>
    </message>
    <message>
        <source>The school, and where recordings are stored</source>
        <translation>Tên trường và nơi lưu hình</translation>
    </message>
    <message>
        <source>The name heads every document; the abbreviation ends its number.</source>
        <translation>Tên đứng đầu mọi văn bản; chữ viết tắt đứng cuối số văn bản.</translation>
    </message>
    <message>
        <source>Abbreviation</source>
        <translation>Viết tắt</translation>
    </message>
    <message>
        <source>Folder for recordings, evidence and the catalogue</source>
        <translation>Thư mục lưu hình, chứng cứ và danh mục</translation>
    </message>
    <message>
        <source>30 days are two review cycles (clause 5.2).</source>
        <translation>30 ngày là hai kỳ rà soát (Điều 5.2).</translation>
    </message>
    <message>
        <source>Place for recordings</source>
        <translation>Nơi lưu hình</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Chọn…</translation>
    </message>
    <message>
        <source>There is no such disk</source>
        <translation>Không có ổ đĩa này</translation>
    </message>
    <message>
        <source>Free {0}: about {1} days for {2} cameras</source>
        <translation>Còn trống {0}: đủ khoảng {1} ngày cho {2} camera</translation>
    </message>
    <message>
        <source>Free {0}: less than a day for {2} cameras, the oldest goes first</source>
        <translation>Còn trống {0}: chưa đủ một ngày cho {2} camera, hình cũ nhất bị xóa trước</translation>
    </message>
    <message>
        <source>Camera management</source>
        <translation>Quản lý camera</translation>
    </message>
    <message>
        <source>School</source>
        <translation>Trường học</translation>
    </message>
    <message>
        <source>Takes about 5 minutes. Nothing is saved before the last step.</source>
        <translation>Mất khoảng 5 phút. Chưa lưu gì trước bước cuối.</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Quay lại</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Bắt đầu</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Tiếp tục</translation>
    </message>
    <message>
        <source>Start and account</source>
        <translation>Cách bắt đầu, tài khoản</translation>
    </message>
    <message>
        <source>Demo school or one&apos;s own</source>
        <translation>Trường mẫu hay trường của mình</translation>
    </message>
    <message>
        <source>School and storage</source>
        <translation>Trường, nơi lưu hình</translation>
    </message>
    <message>
        <source>Name, disk, days to keep</source>
        <translation>Tên, ổ đĩa và số ngày giữ</translation>
    </message>
    <message>
        <source>Guard and IT</source>
        <translation>Bảo vệ và CNTT</translation>
    </message>
    <message>
        <source>An account for each</source>
        <translation>Mỗi người một tài khoản</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>Xong</translation>
    </message>
    <message>
        <source>Open the program</source>
        <translation>Mở chương trình</translation>
    </message>
    <message>
        <source>Ready to start</source>
        <translation>Sẵn sàng bắt đầu</translation>
    </message>
    <message>
        <source>This is what will be set up. Everything can be changed in the settings later.</source>
        <translation>Những việc sẽ được thiết lập. Sau này đổi được trong Cài đặt.</translation>
    </message>
    <message>
        <source>Demo school with pretend cameras</source>
        <translation>Trường mẫu với camera giả</translation>
    </message>
    <message>
        <source>Own cameras</source>
        <translation>Camera của trường</translation>
    </message>
    <message>
        <source>Recordings are kept for {0} days</source>
        <translation>Giữ hình {0} ngày</translation>
    </message>
    <message>
        <source>To go on: {0}</source>
        <translation>Để tiếp tục: {0}</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>Everywhere</source>
        <translation>Mọi trang</translation>
    </message>
    <message>
        <source>Pages of the rail, in order</source>
        <translation>Các trang ở thanh bên, theo thứ tự</translation>
    </message>
    <message>
        <source>Find a camera or a command</source>
        <translation>Tìm camera hoặc lệnh</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Toàn màn hình</translation>
    </message>
    <message>
        <source>Export jobs</source>
        <translation>Việc trích xuất</translation>
    </message>
    <message>
        <source>Lock the screen</source>
        <translation>Khóa màn hình</translation>
    </message>
    <message>
        <source>This sheet</source>
        <translation>Bảng phím này</translation>
    </message>
    <message>
        <source>Back or close</source>
        <translation>Quay lại hoặc đóng</translation>
    </message>
    <message>
        <source>Live wall</source>
        <translation>Tường hình</translation>
    </message>
    <message>
        <source>Move the selection</source>
        <translation>Chuyển ô đang chọn</translation>
    </message>
    <message>
        <source>Enlarge the pane</source>
        <translation>Phóng to ô hình</translation>
    </message>
    <message>
        <source>Acknowledge the alarm on top</source>
        <translation>Xác nhận báo động trên cùng</translation>
    </message>
    <message>
        <source>To the alarms; then ↑ ↓</source>
        <translation>Tới báo động, rồi ↑ ↓</translation>
    </message>
    <message>
        <source>Mark this moment</source>
        <translation>Đánh dấu lúc này</translation>
    </message>
    <message>
        <source>Replay the last 30 seconds; then Space, ← →</source>
        <translation>Xem lại 30 giây vừa qua; rồi Space, ← →</translation>
    </message>
    <message>
        <source>Still picture</source>
        <translation>Chụp ảnh</translation>
    </message>
    <message>
        <source>Zoom the picture in, out, whole</source>
        <translation>Phóng to, thu nhỏ, toàn hình</translation>
    </message>
    <message>
        <source>Move within a zoomed picture</source>
        <translation>Di chuyển trong hình phóng to</translation>
    </message>
    <message>
        <source>Whole picture in the corner</source>
        <translation>Toàn hình thu nhỏ ở góc</translation>
    </message>
    <message>
        <source>Figures of the streams</source>
        <translation>Thông số luồng hình</translation>
    </message>
    <message>
        <source>Layouts and tours</source>
        <translation>Bố cục và tuần tra</translation>
    </message>
    <message>
        <source>Layouts; presets while PTZ is on</source>
        <translation>Bố cục; vị trí đặt sẵn khi bật PTZ</translation>
    </message>
    <message>
        <source>A second, with Shift a minute, on the time line</source>
        <translation>Một giây, thêm Shift là một phút</translation>
    </message>
    <message>
        <source>Next gap, next bookmark; with Shift the last</source>
        <translation>Chỗ mất ghi, đánh dấu kế tiếp; thêm Shift: trước đó</translation>
    </message>
    <message>
        <source>Start and end of the stretch; no stretch</source>
        <translation>Đầu, cuối đoạn; bỏ chọn đoạn</translation>
    </message>
    <message>
        <source>Play the stretch again and again</source>
        <translation>Phát lặp đoạn đã chọn</translation>
    </message>
    <message>
        <source>Still picture, bookmark</source>
        <translation>Lưu ảnh, đánh dấu</translation>
    </message>
    <message>
        <source>Cameras in step or each alone</source>
        <translation>Đồng bộ các camera hoặc từng camera</translation>
    </message>
    <message>
        <source>Choose a camera</source>
        <translation>Chọn camera</translation>
    </message>
    <message>
        <source>The chosen camera alone, or all</source>
        <translation>Chỉ camera đang chọn, hoặc tất cả</translation>
    </message>
    <message>
        <source>Live, and back</source>
        <translation>Trực tiếp, và trở lại</translation>
    </message>
    <message>
        <source>Move the time line</source>
        <translation>Dời trục thời gian</translation>
    </message>
    <message>
        <source>Find events and bookmarks; with Shift motion in an area</source>
        <translation>Tìm sự kiện, đánh dấu; thêm Shift: chuyển động trong vùng</translation>
    </message>
    <message>
        <source>The next thing found; with Shift the one before</source>
        <translation>Kết quả sau; thêm Shift: kết quả trước</translation>
    </message>
    <message>
        <source>Change a bookmark&apos;s note, take it away</source>
        <translation>Sửa ghi chú, bỏ đánh dấu</translation>
    </message>
    <message>
        <source>PTZ on or off; then arrows, + −, Home</source>
        <translation>Bật, tắt PTZ; rồi dùng mũi tên, + −, Home</translation>
    </message>
    <message>
        <source>Previous or next tab</source>
        <translation>Thẻ bố cục trước hoặc sau</translation>
    </message>
    <message>
        <source>Draw a layout</source>
        <translation>Vẽ bố cục</translation>
    </message>
    <message>
        <source>Lock or unlock the layout</source>
        <translation>Khóa hoặc mở khóa bố cục</translation>
    </message>
    <message>
        <source>Tour: start or pause; with Shift of all layouts</source>
        <translation>Tuần tra: chạy hoặc dừng; thêm Shift: mọi bố cục</translation>
    </message>
    <message>
        <source>Next or previous turn of the tour</source>
        <translation>Lượt tuần tra sau hoặc trước</translation>
    </message>
    <message>
        <source>Hot spot on or off</source>
        <translation>Bật hoặc bỏ ô tâm điểm</translation>
    </message>
    <message>
        <source>New wall window</source>
        <translation>Cửa sổ tường hình mới</translation>
    </message>
    <message>
        <source>Presets and tours while PTZ is on</source>
        <translation>Vị trí đặt sẵn, tuần tra khi bật PTZ</translation>
    </message>
    <message>
        <source>Playback</source>
        <translation>Xem lại</translation>
    </message>
    <message>
        <source>Play or pause</source>
        <translation>Chạy hoặc dừng</translation>
    </message>
    <message>
        <source>Backwards, stop, forwards</source>
        <translation>Lùi, dừng, tiến</translation>
    </message>
    <message>
        <source>One picture back or on</source>
        <translation>Lùi hoặc tiến một khung hình</translation>
    </message>
    <message>
        <source>Previous or next event</source>
        <translation>Sự kiện trước hoặc sau</translation>
    </message>
    <message>
        <source>Zoom the time line</source>
        <translation>Phóng, thu dòng thời gian</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>Bàn phím</translation>
    </message>
    <message>
        <source>Single letters wait while a field is being typed in.</source>
        <translation>Phím chữ không chạy khi đang gõ trong ô nhập.</translation>
    </message>
</context>
<context>
    <name>Kiosk</name>
    <message>
        <source>Leave kiosk mode</source>
        <translation>Thoát chế độ chỉ xem tường hình</translation>
    </message>
    <message>
        <source>Leave kiosk mode?</source>
        <translation>Thoát chế độ chỉ xem tường hình?</translation>
    </message>
    <message>
        <source>With the password of the board, the head of the guards or IT</source>
        <translation>Cần mật khẩu của Ban giám hiệu, Trưởng phòng bảo vệ hoặc CNTT</translation>
    </message>
    <message>
        <source>Back to the wall</source>
        <translation>Về tường hình</translation>
    </message>
</context>
<context>
    <name>Lock</name>
    <message>
        <source>Unlock</source>
        <translation>Mở khóa</translation>
    </message>
    <message>
        <source>Screen locked, recording goes on</source>
        <translation>Màn hình đã khóa, vẫn ghi hình</translation>
    </message>
    <message>
        <source>Somebody else signs in</source>
        <translation>Người khác đăng nhập</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Pages</source>
        <translation>Các trang</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Toàn màn hình</translation>
    </message>
    <message>
        <source>Lock the screen</source>
        <translation>Khóa màn hình</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>Bàn phím</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Đăng xuất</translation>
    </message>
    <message>
        <source>Export jobs</source>
        <translation>Việc trích xuất</translation>
    </message>
    <message>
        <source>Files from outside</source>
        <translation>Tệp từ bên ngoài</translation>
    </message>
    <message>
        <source>New wall window</source>
        <translation>Cửa sổ tường hình mới</translation>
    </message>
    <message>
        <source>Watch {0}</source>
        <translation>Xem {0}</translation>
    </message>
    <message>
        <source>Play back {0}</source>
        <translation>Xem lại {0}</translation>
    </message>
    <message>
        <source>Marked on the live wall</source>
        <translation>Đánh dấu trên tường hình</translation>
    </message>
    <message>
        <source>Marked this moment</source>
        <translation>Đã đánh dấu</translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <source>Something unexpected happened</source>
        <translation>Có lỗi ngoài dự kiến</translation>
    </message>
    <message>
        <source>The program met a fault of its own; the log has the details.</source>
        <translation>Chương trình gặp lỗi bên trong; chi tiết nằm trong tệp nhật ký máy.</translation>
    </message>
    <message>
        <source>Recordings and evidence on disk are untouched.</source>
        <translation>Hình đã ghi và chứng cứ trên ổ đĩa vẫn nguyên.</translation>
    </message>
    <message>
        <source>Try once more. If it happens again, copy the code for IT.</source>
        <translation>Thử lại một lần. Nếu còn lỗi, chép mã gửi nhân viên CNTT.</translation>
    </message>
    <message>
        <source>That did not work</source>
        <translation>Chưa làm được</translation>
    </message>
    <message>
        <source>The program could not finish what was asked.</source>
        <translation>Chương trình chưa hoàn thành việc được yêu cầu.</translation>
    </message>
    <message>
        <source>Not allowed for this account</source>
        <translation>Tài khoản này không có quyền</translation>
    </message>
    <message>
        <source>The regulation does not give this role the right to {action}.</source>
        <translation>Quy chế không giao cho vai trò này quyền {action}.</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>Chưa có gì thay đổi.</translation>
    </message>
    <message>
        <source>Ask the school board.</source>
        <translation>Hỏi Ban giám hiệu.</translation>
    </message>
    <message>
        <source>The camera passwords can&apos;t be opened</source>
        <translation>Không mở được mật khẩu camera</translation>
    </message>
    <message>
        <source>The key file {name} is missing, damaged or another one.</source>
        <translation>Tệp khóa {name} bị mất, bị hỏng hoặc không đúng tệp.</translation>
    </message>
    <message>
        <source>The passwords stay sealed; recordings and evidence are untouched.</source>
        <translation>Mật khẩu vẫn được niêm phong; hình và chứng cứ vẫn nguyên.</translation>
    </message>
    <message>
        <source>Put the key file back from the backup, or enter each camera&apos;s password again.</source>
        <translation>Lấy lại tệp khóa từ bản sao lưu, hoặc nhập lại mật khẩu từng camera.</translation>
    </message>
    <message>
        <source>Some fields can&apos;t be accepted yet</source>
        <translation>Có ô chưa dùng được</translation>
    </message>
    <message>
        <source>{reasons}</source>
        <translation>{reasons}</translation>
    </message>
    <message>
        <source>What was typed is still there; nothing was saved.</source>
        <translation>Chữ đã gõ vẫn còn; chưa lưu gì.</translation>
    </message>
    <message>
        <source>Correct the fields marked in red, then save again.</source>
        <translation>Sửa các ô viền đỏ rồi lưu lại.</translation>
    </message>
    <message>
        <source>The camera did not do it</source>
        <translation>Camera chưa thực hiện</translation>
    </message>
    <message>
        <source>Camera {host} could not finish what was asked.</source>
        <translation>Camera {host} chưa hoàn thành việc được yêu cầu.</translation>
    </message>
    <message>
        <source>What has been recorded stays.</source>
        <translation>Hình đã ghi vẫn còn.</translation>
    </message>
    <message>
        <source>Try again, or open the camera&apos;s diagnosis.</source>
        <translation>Thử lại, hoặc mở phần chẩn đoán của camera.</translation>
    </message>
    <message>
        <source>The camera can&apos;t be reached</source>
        <translation>Không tới được camera</translation>
    </message>
    <message>
        <source>Nothing answers at {host}.</source>
        <translation>Không có gì trả lời ở địa chỉ {host}.</translation>
    </message>
    <message>
        <source>Check power, network cable and address.</source>
        <translation>Kiểm tra nguồn điện, dây mạng và địa chỉ.</translation>
    </message>
    <message>
        <source>The camera does not answer</source>
        <translation>Camera không trả lời</translation>
    </message>
    <message>
        <source>Connected to {host}, but no answer in time.</source>
        <translation>Đã nối tới {host} nhưng hết thời gian chờ mà chưa có trả lời.</translation>
    </message>
    <message>
        <source>Wait a minute; if it stays silent, restart the camera.</source>
        <translation>Chờ một phút; nếu vẫn im, khởi động lại camera.</translation>
    </message>
    <message>
        <source>The camera refused the password</source>
        <translation>Camera từ chối mật khẩu</translation>
    </message>
    <message>
        <source>Camera {host} does not accept the user name or password.</source>
        <translation>Camera {host} không nhận tên đăng nhập hoặc mật khẩu.</translation>
    </message>
    <message>
        <source>The program stopped trying, so that the camera does not lock itself.</source>
        <translation>Chương trình đã ngừng thử để camera không tự khóa.</translation>
    </message>
    <message>
        <source>Enter the camera&apos;s password again.</source>
        <translation>Nhập lại mật khẩu camera.</translation>
    </message>
    <message>
        <source>No ONVIF at this address</source>
        <translation>Địa chỉ này không có ONVIF</translation>
    </message>
    <message>
        <source>{host} answers, but does not speak ONVIF.</source>
        <translation>{host} có trả lời nhưng không dùng ONVIF.</translation>
    </message>
    <message>
        <source>Turn ONVIF on in the camera, check the port, or use its RTSP address.</source>
        <translation>Bật ONVIF trong camera, kiểm tra cổng, hoặc dùng địa chỉ RTSP.</translation>
    </message>
    <message>
        <source>The camera answered with a fault</source>
        <translation>Camera báo lỗi</translation>
    </message>
    <message>
        <source>Camera {host} could not do it.</source>
        <translation>Camera {host} không làm được.</translation>
    </message>
    <message>
        <source>The camera&apos;s other settings are as they were.</source>
        <translation>Các cài đặt khác của camera vẫn như cũ.</translation>
    </message>
    <message>
        <source>Try again, or choose another value.</source>
        <translation>Thử lại, hoặc chọn giá trị khác.</translation>
    </message>
    <message>
        <source>Somebody else controls the camera</source>
        <translation>Người khác đang điều khiển camera</translation>
    </message>
    <message>
        <source>{holder} controls it; it is free in {wait} when nothing is pressed.</source>
        <translation>{holder} đang điều khiển; còn {wait} là trống nếu không ai bấm.</translation>
    </message>
    <message>
        <source>The picture stays to be seen by everybody.</source>
        <translation>Mọi người vẫn xem được hình.</translation>
    </message>
    <message>
        <source>Wait, or ask {holder} to let go.</source>
        <translation>Chờ, hoặc nhờ {holder} thôi điều khiển.</translation>
    </message>
    <message>
        <source>Another recorder records this camera</source>
        <translation>Máy ghi khác đang ghi camera này</translation>
    </message>
    <message>
        <source>Camera {host} was taken over by another PC of the school.</source>
        <translation>Camera {host} đã được một máy tính khác của trường ghi thay.</translation>
    </message>
    <message>
        <source>What this PC recorded stays; the other one goes on.</source>
        <translation>Dữ liệu máy này đã ghi vẫn còn; máy kia ghi tiếp.</translation>
    </message>
    <message>
        <source>Nothing: that is how it should be while both PCs share the cameras.</source>
        <translation>Không cần làm gì: hai máy dùng chung camera thì đúng là như vậy.</translation>
    </message>
    <message>
        <source>What comes is not video</source>
        <translation>Luồng nhận được không phải video</translation>
    </message>
    <message>
        <source>Camera {host} sends something that can&apos;t be shown.</source>
        <translation>Camera {host} gửi luồng không hiển thị được.</translation>
    </message>
    <message>
        <source>Check the stream address, and that the camera sends H.264 or H.265.</source>
        <translation>Kiểm tra địa chỉ luồng và đặt camera phát H.264 hoặc H.265.</translation>
    </message>
    <message>
        <source>Storage problem</source>
        <translation>Lỗi nơi lưu</translation>
    </message>
    <message>
        <source>{path} could not be read or written.</source>
        <translation>Không đọc hoặc ghi được {path}.</translation>
    </message>
    <message>
        <source>What was written before stays.</source>
        <translation>Những gì đã ghi trước vẫn còn.</translation>
    </message>
    <message>
        <source>Check the disk, then try again.</source>
        <translation>Kiểm tra ổ đĩa rồi thử lại.</translation>
    </message>
    <message>
        <source>The folder can&apos;t be written</source>
        <translation>Không ghi được vào thư mục</translation>
    </message>
    <message>
        <source>Writing to {path} was refused.</source>
        <translation>Không được phép ghi vào {path}.</translation>
    </message>
    <message>
        <source>Nothing was lost; nothing was written there.</source>
        <translation>Không mất gì; chưa ghi gì vào đó.</translation>
    </message>
    <message>
        <source>Choose another folder, or have IT give the right to write.</source>
        <translation>Chọn thư mục khác, hoặc nhờ CNTT cấp quyền ghi.</translation>
    </message>
    <message>
        <source>The recording disk is not there</source>
        <translation>Không thấy ổ ghi</translation>
    </message>
    <message>
        <source>{path} can&apos;t be reached: the disk was pulled out, or its folder moved.</source>
        <translation>Không vào được {path}: ổ đĩa bị rút hoặc thư mục đã bị chuyển chỗ.</translation>
    </message>
    <message>
        <source>What was recorded before is on that disk; nothing was deleted.</source>
        <translation>Đoạn đã ghi vẫn nằm trên ổ đó; không có gì bị xóa.</translation>
    </message>
    <message>
        <source>Connect the disk again. Recording goes on by itself.</source>
        <translation>Cắm lại ổ đĩa. Phần mềm tự ghi tiếp.</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation>Ổ đĩa đầy</translation>
    </message>
    <message>
        <source>{path}: needed {need}, left {free}.</source>
        <translation>{path}: cần {need}, còn {free}.</translation>
    </message>
    <message>
        <source>Recordings and evidence already on disk are complete.</source>
        <translation>Hình và chứng cứ đã có trên ổ vẫn đủ.</translation>
    </message>
    <message>
        <source>Make room or choose another disk, then try again.</source>
        <translation>Dọn bớt hoặc chọn ổ khác rồi thử lại.</translation>
    </message>
    <message>
        <source>The catalogue can&apos;t be used</source>
        <translation>Không dùng được danh mục</translation>
    </message>
    <message>
        <source>The data base {path} could not be opened.</source>
        <translation>Không mở được cơ sở dữ liệu {path}.</translation>
    </message>
    <message>
        <source>Video and evidence files are untouched.</source>
        <translation>Tệp hình và chứng cứ vẫn nguyên.</translation>
    </message>
    <message>
        <source>Start the program again; if it stays, call IT.</source>
        <translation>Mở lại chương trình; nếu vẫn lỗi, gọi nhân viên CNTT.</translation>
    </message>
    <message>
        <source>The catalogue is damaged</source>
        <translation>Danh mục bị hỏng</translation>
    </message>
    <message>
        <source>The data base {path} can&apos;t be read whole.</source>
        <translation>Cơ sở dữ liệu {path} không đọc được trọn vẹn.</translation>
    </message>
    <message>
        <source>Video and evidence files are untouched; the program does not write to the catalogue.</source>
        <translation>Tệp hình và chứng cứ vẫn nguyên; chương trình không ghi vào danh mục.</translation>
    </message>
    <message>
        <source>Put the last backup of the catalogue in its place. Keep the damaged file for IT.</source>
        <translation>Thay bằng bản sao lưu gần nhất của danh mục. Giữ tệp hỏng cho CNTT.</translation>
    </message>
    <message>
        <source>The data comes from a later version</source>
        <translation>Dữ liệu của phiên bản mới hơn</translation>
    </message>
    <message>
        <source>The data base {path} was written by a later version of this program.</source>
        <translation>Cơ sở dữ liệu {path} do phiên bản mới hơn của chương trình ghi.</translation>
    </message>
    <message>
        <source>Nothing was changed in it.</source>
        <translation>Chưa có gì trong đó bị thay đổi.</translation>
    </message>
    <message>
        <source>Install the latest version on this PC.</source>
        <translation>Cài phiên bản mới nhất lên máy này.</translation>
    </message>
    <message>
        <source>The program is already open</source>
        <translation>Chương trình đang mở</translation>
    </message>
    <message>
        <source>Another window uses the data folder {path}.</source>
        <translation>Một cửa sổ khác đang dùng thư mục dữ liệu {path}.</translation>
    </message>
    <message>
        <source>The open window keeps working and recording.</source>
        <translation>Cửa sổ đang mở vẫn chạy và ghi hình.</translation>
    </message>
    <message>
        <source>Use the open window. If none is to be seen, restart the PC.</source>
        <translation>Dùng cửa sổ đang mở. Nếu không thấy cửa sổ nào, khởi động lại máy.</translation>
    </message>
    <message>
        <source>A font for documents is missing</source>
        <translation>Thiếu phông chữ cho văn bản</translation>
    </message>
    <message>
        <source>The document needs {font} and can&apos;t show {character}.</source>
        <translation>Văn bản cần phông {font} và không in được {character}.</translation>
    </message>
    <message>
        <source>The incident and its evidence are saved.</source>
        <translation>Vụ việc và chứng cứ đã lưu.</translation>
    </message>
    <message>
        <source>Have IT install Times New Roman or Liberation Serif, or leave the character out.</source>
        <translation>Nhờ CNTT cài Times New Roman hoặc Liberation Serif, hoặc bỏ ký tự đó.</translation>
    </message>
    <message>
        <source>The evidence was not made</source>
        <translation>Chưa lập được chứng cứ</translation>
    </message>
    <message>
        <source>The program could not finish the evidence.</source>
        <translation>Chương trình chưa lập xong chứng cứ.</translation>
    </message>
    <message>
        <source>The original recordings are kept.</source>
        <translation>Hình gốc vẫn được giữ.</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>Thử lại.</translation>
    </message>
    <message>
        <source>Nothing was recorded then</source>
        <translation>Lúc đó không có hình</translation>
    </message>
    <message>
        <source>Camera {camera} has no footage from {start} to {end}.</source>
        <translation>Camera {camera} không có hình từ {start} đến {end}.</translation>
    </message>
    <message>
        <source>Other footage is untouched.</source>
        <translation>Các đoạn hình khác vẫn nguyên.</translation>
    </message>
    <message>
        <source>Choose a stretch that the time line shows as recorded.</source>
        <translation>Chọn đoạn mà dòng thời gian báo có ghi.</translation>
    </message>
    <message>
        <source>The file is not the one that was sealed</source>
        <translation>Tệp không còn như lúc niêm phong</translation>
    </message>
    <message>
        <source>{name} no longer has the hash it was given.</source>
        <translation>{name} không còn khớp mã băm đã cấp.</translation>
    </message>
    <message>
        <source>The hash, the custody entries and the original footage on hold are kept.</source>
        <translation>Mã băm, sổ giao nhận và hình gốc đang giữ vẫn còn.</translation>
    </message>
    <message>
        <source>Do not use this file. Tell the school board, and cut the clip again.</source>
        <translation>Không dùng tệp này. Báo Ban giám hiệu và trích xuất lại.</translation>
    </message>
    <message>
        <source>Issued minutes can&apos;t be changed</source>
        <translation>Không sửa được biên bản đã ban hành</translation>
    </message>
    <message>
        <source>Minutes {number} have been issued.</source>
        <translation>Biên bản {number} đã ban hành.</translation>
    </message>
    <message>
        <source>The issued document and its number stay as they are.</source>
        <translation>Văn bản đã ban hành và số của nó giữ nguyên.</translation>
    </message>
    <message>
        <source>To correct them, the board voids them with a reason and issues new ones.</source>
        <translation>Muốn sửa, Ban giám hiệu hủy biên bản kèm lý do rồi ban hành biên bản mới.</translation>
    </message>
    <message>
        <source>The file could not be read to its end</source>
        <translation>Chưa đọc được hết tệp</translation>
    </message>
    <message>
        <source>{name}: the stick or disk is gone, refuses, or the file changed meanwhile.</source>
        <translation>{name}: USB hoặc ổ đĩa đã bị rút, không cho đọc, hoặc tệp vừa thay đổi.</translation>
    </message>
    <message>
        <source>The file outside is untouched; nothing half of it is kept here.</source>
        <translation>Tệp bên ngoài còn nguyên; máy không giữ phần chép dở.</translation>
    </message>
    <message>
        <source>Plug the device in again and take the file in once more.</source>
        <translation>Cắm lại thiết bị rồi nhập tệp lần nữa.</translation>
    </message>
    <message>
        <source>This file holds no video that plays</source>
        <translation>Tệp này không có video phát được</translation>
    </message>
    <message>
        <source>{name} is empty, damaged, or not a video.</source>
        <translation>{name} rỗng, bị hỏng, hoặc không phải video.</translation>
    </message>
    <message>
        <source>The file outside is untouched.</source>
        <translation>Tệp bên ngoài còn nguyên.</translation>
    </message>
    <message>
        <source>Ask for the original file, or keep it as a plain file if it matters.</source>
        <translation>Xin lại tệp gốc, hoặc giữ như tệp thường nếu cần.</translation>
    </message>
    <message>
        <source>This very file is here already</source>
        <translation>Tệp này đã có trong máy</translation>
    </message>
    <message>
        <source>It was taken in at {at} under the name {name}.</source>
        <translation>Đã nhập lúc {at} với tên {name}.</translation>
    </message>
    <message>
        <source>The copy kept here is the same, byte for byte.</source>
        <translation>Bản đang giữ giống hệt từng byte.</translation>
    </message>
    <message>
        <source>Add the one that is here to the incident.</source>
        <translation>Thêm tệp đang có vào vụ việc.</translation>
    </message>
    <message>
        <source>This file was cut on this system</source>
        <translation>Tệp này do chính hệ thống trích xuất</translation>
    </message>
    <message>
        <source>It is the clip {name} of incident {incident}, cut at {at}.</source>
        <translation>Đây là đoạn {name} của vụ việc {incident}, trích lúc {at}.</translation>
    </message>
    <message>
        <source>The original clip and its custody entries are here; nothing was added.</source>
        <translation>Đoạn gốc và nhật ký bảo quản vẫn ở đây; không nhập thêm gì.</translation>
    </message>
    <message>
        <source>Open that incident and use the clip there.</source>
        <translation>Mở vụ việc đó và dùng đoạn ở đó.</translation>
    </message>
    <message>
        <source>Taking the file in was stopped</source>
        <translation>Đã dừng nhập tệp</translation>
    </message>
    <message>
        <source>{name} was not taken in.</source>
        <translation>Chưa nhập {name}.</translation>
    </message>
    <message>
        <source>Take it in again whenever it is wanted.</source>
        <translation>Khi cần thì nhập lại.</translation>
    </message>
    <message>
        <source>The minutes are not complete yet</source>
        <translation>Biên bản còn thiếu</translation>
    </message>
    <message>
        <source>Missing: {missing}</source>
        <translation>Còn thiếu: {missing}</translation>
    </message>
    <message>
        <source>What was written is saved; no number was used.</source>
        <translation>Nội dung đã viết được lưu; chưa cấp số.</translation>
    </message>
    <message>
        <source>Add what is missing, then try again.</source>
        <translation>Bổ sung phần thiếu rồi thử lại.</translation>
    </message>
    <message>
        <source>Wrong user name or password</source>
        <translation>Sai tên đăng nhập hoặc mật khẩu</translation>
    </message>
    <message>
        <source>Watching and recording go on.</source>
        <translation>Việc xem và ghi hình vẫn tiếp tục.</translation>
    </message>
    <message>
        <source>Type both again; mind Caps Lock and the Vietnamese keyboard.</source>
        <translation>Nhập lại; để ý phím Caps Lock và bộ gõ tiếng Việt.</translation>
    </message>
    <message>
        <source>Too many wrong tries</source>
        <translation>Nhập sai quá nhiều lần</translation>
    </message>
    <message>
        <source>The next try counts in {wait}.</source>
        <translation>Thử lại được sau {wait}.</translation>
    </message>
    <message>
        <source>Wait, or ask the school board for a new password.</source>
        <translation>Chờ, hoặc nhờ Ban giám hiệu đặt lại mật khẩu.</translation>
    </message>
    <message>
        <source>This account is switched off</source>
        <translation>Tài khoản này đã khóa</translation>
    </message>
    <message>
        <source>Ask the school board to switch it on.</source>
        <translation>Nhờ Ban giám hiệu mở lại.</translation>
    </message>
    <message>
        <source>This can&apos;t be accepted</source>
        <translation>Nội dung này chưa dùng được</translation>
    </message>
    <message>
        <source>Fill this in</source>
        <translation>Điền ô này</translation>
    </message>
    <message>
        <source>Not known here</source>
        <translation>Không có trong hệ thống</translation>
    </message>
    <message>
        <source>The two passwords are not the same</source>
        <translation>Hai mật khẩu chưa giống nhau</translation>
    </message>
    <message>
        <source>Outside what is allowed</source>
        <translation>Ngoài khoảng cho phép</translation>
    </message>
    <message>
        <source>Longer than footage is kept at all</source>
        <translation>Dài hơn cả thời hạn lưu</translation>
    </message>
    <message>
        <source>The recorder is a service of this PC, which starts it again: IT has to uninstall it first</source>
        <translation>Máy ghi chạy như dịch vụ của máy tính này và sẽ tự khởi động lại: cần nhân viên CNTT gỡ dịch vụ trước</translation>
    </message>
    <message>
        <source>The recorder has not stopped yet: try again in a moment</source>
        <translation>Máy ghi chưa dừng hẳn: hãy thử lại sau giây lát</translation>
    </message>
    <message>
        <source>Too short</source>
        <translation>Quá ngắn</translation>
    </message>
    <message>
        <source>More than can be shown at once</source>
        <translation>Nhiều hơn số có thể xem cùng lúc</translation>
    </message>
    <message>
        <source>Lies in the past</source>
        <translation>Đã qua rồi</translation>
    </message>
    <message>
        <source>Lies in the future</source>
        <translation>Chưa tới</translation>
    </message>
    <message>
        <source>Enter the name</source>
        <translation>Nhập tên</translation>
    </message>
    <message>
        <source>The name is too long</source>
        <translation>Tên quá dài</translation>
    </message>
    <message>
        <source>This name is already used</source>
        <translation>Tên này đã có</translation>
    </message>
    <message>
        <source>Enter the user name</source>
        <translation>Nhập tên đăng nhập</translation>
    </message>
    <message>
        <source>User name: letters without marks, digits, dot and hyphen, at least 2</source>
        <translation>Tên đăng nhập: chữ không dấu, số, dấu chấm, gạch nối, ít nhất 2 ký tự</translation>
    </message>
    <message>
        <source>This user name is already used</source>
        <translation>Tên đăng nhập này đã có</translation>
    </message>
    <message>
        <source>Enter a password</source>
        <translation>Nhập mật khẩu</translation>
    </message>
    <message>
        <source>Enter the password again</source>
        <translation>Nhập lại mật khẩu</translation>
    </message>
    <message>
        <source>The password needs at least 10 signs</source>
        <translation>Mật khẩu cần ít nhất 10 ký tự</translation>
    </message>
    <message>
        <source>The password is too close to the name</source>
        <translation>Mật khẩu quá giống tên</translation>
    </message>
    <message>
        <source>The password is among the first that are guessed</source>
        <translation>Mật khẩu thuộc loại bị đoán trước tiên</translation>
    </message>
    <message>
        <source>The password is too simple: use several words</source>
        <translation>Mật khẩu quá đơn giản: dùng vài từ ghép lại</translation>
    </message>
    <message>
        <source>The new password must differ from the old one</source>
        <translation>Mật khẩu mới phải khác mật khẩu cũ</translation>
    </message>
    <message>
        <source>Choose a role</source>
        <translation>Chọn vai trò</translation>
    </message>
    <message>
        <source>The last account of the school board must stay</source>
        <translation>Phải còn ít nhất một tài khoản Ban giám hiệu</translation>
    </message>
    <message>
        <source>This account is no longer there</source>
        <translation>Tài khoản này không còn</translation>
    </message>
    <message>
        <source>Enter the abbreviation</source>
        <translation>Nhập chữ viết tắt</translation>
    </message>
    <message>
        <source>Abbreviation: capitals and digits only, at most 12</source>
        <translation>Viết tắt: chỉ chữ hoa và số, nhiều nhất 12 ký tự</translation>
    </message>
    <message>
        <source>Say where this number comes from</source>
        <translation>Ghi căn cứ của số này</translation>
    </message>
    <message>
        <source>Write the reason</source>
        <translation>Ghi lý do</translation>
    </message>
    <message>
        <source>Enter the camera&apos;s code</source>
        <translation>Nhập mã camera</translation>
    </message>
    <message>
        <source>Code: letters without marks, digits, dot and hyphen, at most 16</source>
        <translation>Mã: chữ không dấu, số, dấu chấm, gạch nối, nhiều nhất 16 ký tự</translation>
    </message>
    <message>
        <source>Another camera has this code</source>
        <translation>Camera khác đã dùng mã này</translation>
    </message>
    <message>
        <source>A removed camera had this code and its footage is filed under it</source>
        <translation>Camera đã gỡ từng dùng mã này, hình của nó lưu theo mã đó</translation>
    </message>
    <message>
        <source>Enter the address</source>
        <translation>Nhập địa chỉ</translation>
    </message>
    <message>
        <source>Not an address</source>
        <translation>Không phải địa chỉ</translation>
    </message>
    <message>
        <source>Enter the stream&apos;s address</source>
        <translation>Nhập địa chỉ luồng hình</translation>
    </message>
    <message>
        <source>Not a stream&apos;s address</source>
        <translation>Không phải địa chỉ luồng hình</translation>
    </message>
    <message>
        <source>Turn the picture by a quarter, a half or three quarters</source>
        <translation>Xoay hình theo góc 90, 180 hoặc 270 độ</translation>
    </message>
    <message>
        <source>Choose how to connect</source>
        <translation>Chọn cách kết nối</translation>
    </message>
    <message>
        <source>This area is no longer there</source>
        <translation>Khu vực này không còn</translation>
    </message>
    <message>
        <source>This camera is no longer there</source>
        <translation>Camera này không còn</translation>
    </message>
    <message>
        <source>The recording of this camera is switched off</source>
        <translation>Camera này đang tắt ghi hình</translation>
    </message>
    <message>
        <source>A camera has no sub stream</source>
        <translation>Có camera không có luồng phụ</translation>
    </message>
    <message>
        <source>Choose which stream is recorded</source>
        <translation>Chọn luồng được ghi</translation>
    </message>
    <message>
        <source>A plan has to record something; the board switches recording off</source>
        <translation>Kế hoạch phải có giờ ghi; tắt ghi hình do Ban giám hiệu quyết định</translation>
    </message>
    <message>
        <source>A number is out of range</source>
        <translation>Có số nằm ngoài giới hạn</translation>
    </message>
    <message>
        <source>At most 24 hours at once: mark a shorter stretch</source>
        <translation>Mỗi lần tối đa 24 giờ: chọn đoạn ngắn hơn</translation>
    </message>
    <message>
        <source>Too long: shorten it</source>
        <translation>Quá dài: hãy rút ngắn</translation>
    </message>
    <message>
        <source>Acknowledge the alarm first</source>
        <translation>Hãy xác nhận báo động trước</translation>
    </message>
    <message>
        <source>The tour has no stop</source>
        <translation>Tuần tra chưa có điểm dừng</translation>
    </message>
    <message>
        <source>A tour has at most 64 stops</source>
        <translation>Tuần tra có tối đa 64 điểm dừng</translation>
    </message>
    <message>
        <source>A stop lasts 3 seconds to 1 hour</source>
        <translation>Mỗi điểm dừng từ 3 giây đến 1 giờ</translation>
    </message>
    <message>
        <source>The speed of a tour lies between 10 % and 100 %</source>
        <translation>Tốc độ tuần tra từ 10 % đến 100 %</translation>
    </message>
    <message>
        <source>This alarm is no longer there</source>
        <translation>Báo động này không còn nữa</translation>
    </message>
    <message>
        <source>The layout is locked</source>
        <translation>Bố cục đang khóa</translation>
    </message>
    <message>
        <source>This layout is no longer there</source>
        <translation>Bố cục này không còn</translation>
    </message>
    <message>
        <source>There is no such pane</source>
        <translation>Không có ô hình này</translation>
    </message>
    <message>
        <source>There can&apos;t be so many windows</source>
        <translation>Không mở được nhiều cửa sổ đến thế</translation>
    </message>
    <message>
        <source>The grid of the layout is too fine</source>
        <translation>Lưới của bố cục quá nhỏ</translation>
    </message>
    <message>
        <source>The layout has no pane</source>
        <translation>Bố cục không có ô nào</translation>
    </message>
    <message>
        <source>A layout has at most 64 panes</source>
        <translation>Một bố cục có nhiều nhất 64 ô</translation>
    </message>
    <message>
        <source>A pane lies outside the layout</source>
        <translation>Có ô nằm ngoài bố cục</translation>
    </message>
    <message>
        <source>Two panes lie over each other</source>
        <translation>Có hai ô chồng lên nhau</translation>
    </message>
    <message>
        <source>A part of the layout belongs to no pane</source>
        <translation>Có chỗ trong bố cục không thuộc ô nào</translation>
    </message>
    <message>
        <source>This tour is no longer there</source>
        <translation>Tuần tra này không còn nữa</translation>
    </message>
    <message>
        <source>The tour has no camera</source>
        <translation>Tuần tra chưa có camera</translation>
    </message>
    <message>
        <source>A tour has at most 256 cameras</source>
        <translation>Một vòng tuần tra có nhiều nhất 256 camera</translation>
    </message>
    <message>
        <source>Each turn lasts 3 seconds to 1 hour</source>
        <translation>Mỗi lượt kéo dài từ 3 giây đến 1 giờ</translation>
    </message>
    <message>
        <source>The incident is closed</source>
        <translation>Vụ việc đã đóng</translation>
    </message>
    <message>
        <source>The incident is open</source>
        <translation>Vụ việc đang mở</translation>
    </message>
    <message>
        <source>Waiting for the school board</source>
        <translation>Đang chờ Ban giám hiệu</translation>
    </message>
    <message>
        <source>Not submitted to the school board yet</source>
        <translation>Chưa trình Ban giám hiệu</translation>
    </message>
    <message>
        <source>Not issued yet</source>
        <translation>Chưa ban hành</translation>
    </message>
    <message>
        <source>All pieces must belong to one incident</source>
        <translation>Các chứng cứ phải cùng một vụ việc</translation>
    </message>
    <message>
        <source>The school&apos;s name is not entered yet</source>
        <translation>Chưa nhập tên trường</translation>
    </message>
    <message>
        <source>No title</source>
        <translation>Chưa có tên vụ việc</translation>
    </message>
    <message>
        <source>No place</source>
        <translation>Chưa ghi địa điểm</translation>
    </message>
    <message>
        <source>No time of the incident</source>
        <translation>Chưa ghi thời gian xảy ra</translation>
    </message>
    <message>
        <source>The end of the minutes&apos; meeting is not entered</source>
        <translation>Chưa ghi giờ kết thúc lập biên bản</translation>
    </message>
    <message>
        <source>No course of events</source>
        <translation>Chưa có diễn biến</translation>
    </message>
    <message>
        <source>Nobody concerned is entered</source>
        <translation>Chưa có người liên quan</translation>
    </message>
    <message>
        <source>No chair</source>
        <translation>Chưa có chủ tọa</translation>
    </message>
    <message>
        <source>No secretary</source>
        <translation>Chưa có thư ký</translation>
    </message>
    <message>
        <source>No statement of {0}</source>
        <translation>Chưa có lời trình bày của {0}</translation>
    </message>
    <message>
        <source>Evidence {0} was changed after sealing</source>
        <translation>Chứng cứ {0} đã bị thay đổi sau khi niêm phong</translation>
    </message>
    <message>
        <source>{0} refuses to sign: two witnesses are needed</source>
        <translation>{0} từ chối ký: cần hai người làm chứng</translation>
    </message>
    <message>
        <source>The document font lacks the character {0}</source>
        <translation>Phông văn bản không có ký tự {0}</translation>
    </message>
    <message>
        <source>This hold has been released already</source>
        <translation>Đoạn này đã thôi giữ</translation>
    </message>
    <message>
        <source>do this</source>
        <translation>làm việc này</translation>
    </message>
    <message>
        <source>watch live pictures</source>
        <translation>xem hình trực tiếp</translation>
    </message>
    <message>
        <source>play back recordings</source>
        <translation>xem lại hình</translation>
    </message>
    <message>
        <source>turn cameras</source>
        <translation>điều khiển camera</translation>
    </message>
    <message>
        <source>place a hold on footage</source>
        <translation>giữ dữ liệu</translation>
    </message>
    <message>
        <source>write in incidents</source>
        <translation>ghi vụ việc</translation>
    </message>
    <message>
        <source>cut evidence</source>
        <translation>trích xuất chứng cứ</translation>
    </message>
    <message>
        <source>approve and issue</source>
        <translation>phê duyệt và ban hành</translation>
    </message>
    <message>
        <source>release a hold</source>
        <translation>thôi giữ dữ liệu</translation>
    </message>
    <message>
        <source>shorten how long footage is kept</source>
        <translation>rút ngắn thời gian giữ hình</translation>
    </message>
    <message>
        <source>switch a camera off</source>
        <translation>tắt camera</translation>
    </message>
    <message>
        <source>set up cameras</source>
        <translation>cài đặt camera</translation>
    </message>
    <message>
        <source>manage accounts</source>
        <translation>quản lý tài khoản</translation>
    </message>
    <message>
        <source>work on costs</source>
        <translation>làm phần chi phí</translation>
    </message>
    <message>
        <source>read the audit log</source>
        <translation>đọc nhật ký</translation>
    </message>
    <message>
        <source>delete from the audit log</source>
        <translation>xóa nhật ký</translation>
    </message>
    <message>
        <source>change the school&apos;s data</source>
        <translation>sửa thông tin trường</translation>
    </message>
    <message>
        <source>share layouts</source>
        <translation>chia sẻ bố cục</translation>
    </message>
    <message>
        <source>leave kiosk mode</source>
        <translation>thoát chế độ chỉ xem tường hình</translation>
    </message>
    <message>
        <source>record by hand</source>
        <translation>ghi hình theo lệnh</translation>
    </message>
    <message>
        <source>see and acknowledge alarms</source>
        <translation>xem và xác nhận báo động</translation>
    </message>
</context>
<context>
    <name>NameDialog</name>
    <message>
        <source>Name</source>
        <translation>Họ và tên</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>Thôi</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Board&apos;s
desk</source>
        <translation>Bàn làm việc
BGH</translation>
    </message>
    <message>
        <source>Live wall</source>
        <translation>Tường hình</translation>
    </message>
    <message>
        <source>Playback</source>
        <translation>Xem lại</translation>
    </message>
    <message>
        <source>Incidents</source>
        <translation>Vụ việc</translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation>Camera</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Cài đặt</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Find a camera or a command…</source>
        <translation>Tìm camera hoặc lệnh…</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Kết quả</translation>
    </message>
    <message>
        <source>Nothing found. Try fewer letters.</source>
        <translation>Không tìm thấy. Thử gõ ít chữ hơn.</translation>
    </message>
</context>
<context>
    <name>QLineEdit</name>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Hoàn tác</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Làm lại</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>&amp;Cắt</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Chép</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Dán</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Xóa</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>Chọn tất cả</translation>
    </message>
</context>
<context>
    <name>QPlatformTheme</name>
    <message>
        <source>OK</source>
        <translation>Đồng ý</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Lưu</translation>
    </message>
    <message>
        <source>Save All</source>
        <translation>Lưu tất cả</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Mở</translation>
    </message>
    <message>
        <source>&amp;Yes</source>
        <translation>&amp;Có</translation>
    </message>
    <message>
        <source>&amp;No</source>
        <translation>&amp;Không</translation>
    </message>
    <message>
        <source>Abort</source>
        <translation>Dừng</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Thử lại</translation>
    </message>
    <message>
        <source>Ignore</source>
        <translation>Bỏ qua</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Bỏ thay đổi</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Trợ giúp</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Áp dụng</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Đặt lại</translation>
    </message>
    <message>
        <source>Restore Defaults</source>
        <translation>Về mặc định</translation>
    </message>
</context>
<context>
    <name>QWidgetTextControl</name>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Hoàn tác</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Làm lại</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>&amp;Cắt</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Chép</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Dán</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Xóa</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>Chọn tất cả</translation>
    </message>
</context>
<context>
    <name>Roles</name>
    <message>
        <source>School board</source>
        <translation>Ban giám hiệu</translation>
    </message>
    <message>
        <source>Head of the guards</source>
        <translation>Trưởng phòng bảo vệ</translation>
    </message>
    <message>
        <source>Guard</source>
        <translation>Nhân viên bảo vệ</translation>
    </message>
    <message>
        <source>IT staff</source>
        <translation>Nhân viên CNTT</translation>
    </message>
    <message>
        <source>Finance and accounting</source>
        <translation>Phòng tài chính kế toán</translation>
    </message>
    <message>
        <source>Unit in charge of an area</source>
        <translation>Đơn vị phụ trách khu vực</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>days</source>
        <translation>ngày</translation>
    </message>
    <message>
        <source>School&apos;s name</source>
        <translation>Tên trường</translation>
    </message>
    <message>
        <source>Governing body</source>
        <translation>Cơ quan chủ quản</translation>
    </message>
    <message>
        <source>Keep recordings for</source>
        <translation>Giữ hình trong</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Sáng</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Tối</translation>
    </message>
    <message>
        <source>How it looks</source>
        <translation>Giao diện</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Nền</translation>
    </message>
    <message>
        <source>Camera pictures are dark in both.</source>
        <translation>Ô hình camera luôn nền tối.</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Cỡ chữ</translation>
    </message>
    <message>
        <source>Read from 3 m, a guard needs 125–150 %.</source>
        <translation>Nhìn từ xa 3 m thì bảo vệ cần 125–150 %.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Ngôn ngữ</translation>
    </message>
    <message>
        <source>My password</source>
        <translation>Mật khẩu của tôi</translation>
    </message>
    <message>
        <source>Password now</source>
        <translation>Mật khẩu hiện tại</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>Mật khẩu mới</translation>
    </message>
    <message>
        <source>At least 10 signs</source>
        <translation>Ít nhất 10 ký tự</translation>
    </message>
    <message>
        <source>New password again</source>
        <translation>Nhập lại mật khẩu mới</translation>
    </message>
    <message>
        <source>Change password</source>
        <translation>Đổi mật khẩu</translation>
    </message>
    <message>
        <source>Not the same as the new one</source>
        <translation>Chưa giống mật khẩu mới</translation>
    </message>
    <message>
        <source>Password changed</source>
        <translation>Đã đổi mật khẩu</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>Các mục</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Cài đặt</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>Cá nhân</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>Tài khoản</translation>
    </message>
    <message>
        <source>School</source>
        <translation>Trường</translation>
    </message>
    <message>
        <source>Recordings</source>
        <translation>Lưu hình</translation>
    </message>
    <message>
        <source>Recorder</source>
        <translation>Máy ghi</translation>
    </message>
    <message>
        <source>Live wall</source>
        <translation>Tường hình</translation>
    </message>
    <message>
        <source>Abbreviation in document numbers</source>
        <translation>Viết tắt trong số văn bản</translation>
    </message>
    <message>
        <source>Place, before the date of a document</source>
        <translation>Địa danh, trước ngày tháng văn bản</translation>
    </message>
    <message>
        <source>Number of the regulation</source>
        <translation>Số của Quy chế</translation>
    </message>
    <message>
        <source>School year</source>
        <translation>Năm học</translation>
    </message>
    <message>
        <source>The regulation is dated</source>
        <translation>Quy chế có ghi ngày</translation>
    </message>
    <message>
        <source>Date of the regulation</source>
        <translation>Ngày của Quy chế</translation>
    </message>
    <message>
        <source>The school on documents</source>
        <translation>Trường trên văn bản</translation>
    </message>
    <message>
        <source>Heads minutes and reports from the next one on.</source>
        <translation>Đứng đầu biên bản và báo cáo kể từ văn bản kế tiếp.</translation>
    </message>
    <message>
        <source>Change this camera…</source>
        <translation>Đổi camera này…</translation>
    </message>
    <message>
        <source>Camera by camera</source>
        <translation>Từng camera</translation>
    </message>
    <message>
        <source>Keeping footage of {0}</source>
        <translation>Lưu dữ liệu của {0}</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Lưu</translation>
    </message>
    <message>
        <source>As the school</source>
        <translation>Theo quy định chung</translation>
    </message>
    <message>
        <source>hours</source>
        <translation>giờ</translation>
    </message>
    <message>
        <source>Whichever is free</source>
        <translation>Máy nào rảnh</translation>
    </message>
    <message>
        <source>Room for this camera</source>
        <translation>Dung lượng cho camera này</translation>
    </message>
    <message>
        <source>When it is used up, this camera&apos;s oldest goes first.</source>
        <translation>Khi dùng hết, dữ liệu cũ nhất của camera này bị xóa trước.</translation>
    </message>
    <message>
        <source>At least</source>
        <translation>Ít nhất</translation>
    </message>
    <message>
        <source>What stays however much the others record, while the disk isn&apos;t full.</source>
        <translation>Phần luôn giữ lại dù các camera khác ghi nhiều, khi ổ đĩa chưa đầy.</translation>
    </message>
    <message>
        <source>Another one takes over when this PC is off.</source>
        <translation>Máy khác ghi thay khi máy này tắt.</translation>
    </message>
    <message>
        <source>Recorded by the PC</source>
        <translation>Do máy tính ghi</translation>
    </message>
    <message>
        <source>the days set</source>
        <translation>số ngày đã đặt</translation>
    </message>
    <message>
        <source>the camera&apos;s room</source>
        <translation>dung lượng camera</translation>
    </message>
    <message>
        <source>the disk</source>
        <translation>ổ đĩa</translation>
    </message>
    <message>
        <source>not recorded of late</source>
        <translation>gần đây không ghi</translation>
    </message>
    <message>
        <source>{0} days</source>
        <translation>{0} ngày</translation>
    </message>
    <message>
        <source>own rule</source>
        <translation>đặt riêng</translation>
    </message>
    <message>
        <source>as the school</source>
        <translation>chung</translation>
    </message>
    <message>
        <source>Nothing is on hold, no review is open.</source>
        <translation>Không có dữ liệu nào đang giữ, không có kỳ rà soát nào đang mở.</translation>
    </message>
    <message>
        <source>holds</source>
        <translation>lệnh giữ</translation>
    </message>
    <message>
        <source>open reviews</source>
        <translation>kỳ rà soát đang mở</translation>
    </message>
    <message>
        <source>Kept now: {0} stretches of {1} cameras ({2}).</source>
        <translation>Đang giữ: {0} đoạn của {1} camera ({2}).</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Camera</translation>
    </message>
    <message>
        <source>Takes</source>
        <translation>Đang chiếm</translation>
    </message>
    <message>
        <source>A day</source>
        <translation>Mỗi ngày</translation>
    </message>
    <message>
        <source>Will keep</source>
        <translation>Sẽ lưu được</translation>
    </message>
    <message>
        <source>Limited by</source>
        <translation>Giới hạn bởi</translation>
    </message>
    <message>
        <source>Oldest</source>
        <translation>Cũ nhất</translation>
    </message>
    <message>
        <source>On hold</source>
        <translation>Đang giữ</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Quy định</translation>
    </message>
    <message>
        <source>School saved</source>
        <translation>Đã lưu thông tin trường</translation>
    </message>
    <message>
        <source>The whole disk</source>
        <translation>Cả ổ đĩa</translation>
    </message>
    <message>
        <source>Basis of this number</source>
        <translation>Căn cứ của số ngày này</translation>
    </message>
    <message>
        <source>Room for recordings</source>
        <translation>Dung lượng để ghi</translation>
    </message>
    <message>
        <source>When it is used up, the oldest goes first; 2 GB always stay free.</source>
        <translation>Khi đầy, hình cũ nhất bị xóa trước; luôn chừa lại 2 GB.</translation>
    </message>
    <message>
        <source>Saved: how long {0} is kept</source>
        <translation>Đã lưu: thời hạn lưu của {0}</translation>
    </message>
    <message>
        <source>Footage on hold and of an open review stays, whatever stands here.</source>
        <translation>Dữ liệu đang giữ và của kỳ rà soát chưa ký luôn được giữ lại.</translation>
    </message>
    <message>
        <source>Saved: how long recordings are kept</source>
        <translation>Đã lưu thời gian giữ hình</translation>
    </message>
    <message>
        <source>Free {0}, used by recordings {1}</source>
        <translation>Còn trống {0}, hình đã ghi chiếm {1}</translation>
    </message>
    <message>
        <source>enough for {0} more days at today&apos;s pace</source>
        <translation>đủ thêm {0} ngày theo mức ghi hôm nay</translation>
    </message>
    <message>
        <source>Show name and time of who watches over every live picture</source>
        <translation>Hiện tên người xem và giờ trên mọi hình trực tiếp</translation>
    </message>
    <message>
        <source>Name over live pictures</source>
        <translation>Tên người xem trên hình</translation>
    </message>
    <message>
        <source>A photo of the screen then tells who took it. Faint, on every PC of the school.</source>
        <translation>Ảnh chụp lại màn hình sẽ cho biết ai chụp. Chữ mờ, áp dụng cho mọi máy của trường.</translation>
    </message>
    <message>
        <source>Paint the wall&apos;s pictures on the graphics card of this PC</source>
        <translation>Vẽ hình trên tường bằng cạc đồ họa của máy này</translation>
    </message>
    <message>
        <source>Found: {card}. Takes effect at the next sign-in.</source>
        <translation>Đã tìm thấy: {card}. Có hiệu lực từ lần đăng nhập sau.</translation>
    </message>
    <message>
        <source>No usable graphics card was found: the processor paints, which always works.</source>
        <translation>Không tìm thấy cạc đồ họa dùng được: bộ xử lý vẽ hình, cách này luôn chạy.</translation>
    </message>
    <message>
        <source>Graphics card</source>
        <translation>Cạc đồ họa</translation>
    </message>
    <message>
        <source>Takes effect at the next sign-in</source>
        <translation>Có hiệu lực từ lần đăng nhập sau</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Đã lưu</translation>
    </message>
    <message>
        <source>Names are shown over pictures</source>
        <translation>Đã bật tên người xem trên hình</translation>
    </message>
    <message>
        <source>Names are no longer shown over pictures</source>
        <translation>Đã tắt tên người xem trên hình</translation>
    </message>
    <message>
        <source>Guards&apos; screens</source>
        <translation>Màn hình của bảo vệ</translation>
    </message>
    <message>
        <source>Guards see the wall and nothing else (kiosk)</source>
        <translation>Bảo vệ chỉ thấy tường hình</translation>
    </message>
    <message>
        <source>Full screen without a frame; F11 leaves it with the password of the board, the head of the guards or IT. From the next sign-in on.</source>
        <translation>Toàn màn hình, không khung cửa sổ; bấm F11 rồi nhập mật khẩu của Ban giám hiệu, Trưởng phòng bảo vệ hoặc CNTT để thoát. Có hiệu lực từ lần đăng nhập sau.</translation>
    </message>
    <message>
        <source>Restart…</source>
        <translation>Khởi động lại…</translation>
    </message>
    <message>
        <source>Stop recording…</source>
        <translation>Ngừng ghi…</translation>
    </message>
    <message>
        <source>Start recording</source>
        <translation>Bắt đầu ghi</translation>
    </message>
    <message>
        <source>Go on recording when the program is closed</source>
        <translation>Vẫn ghi hình khi đóng chương trình</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Xem lại trạng thái</translation>
    </message>
    <message>
        <source>Recorder of this PC</source>
        <translation>Máy ghi của máy tính này</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>giây</translation>
    </message>
    <message>
        <source>Alarm when a camera&apos;s clock is off by more than</source>
        <translation>Báo động khi đồng hồ camera lệch quá</translation>
    </message>
    <message>
        <source>Every camera&apos;s clock is measured each ten minutes; its page shows by how much.</source>
        <translation>Đồng hồ mỗi camera được đo mười phút một lần; trang camera cho biết lệch bao nhiêu.</translation>
    </message>
    <message>
        <source>Clocks</source>
        <translation>Đồng hồ</translation>
    </message>
    <message>
        <source>Restart the recorder?</source>
        <translation>Khởi động lại máy ghi?</translation>
    </message>
    <message>
        <source>Some seconds of every camera are not recorded</source>
        <translation>Mỗi camera mất vài giây không ghi</translation>
    </message>
    <message>
        <source>All footage so far stays; who did it stands in the log</source>
        <translation>Dữ liệu đã ghi vẫn còn; nhật ký ghi lại ai đã làm</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>Khởi động lại</translation>
    </message>
    <message>
        <source>Stop recording on this PC?</source>
        <translation>Ngừng ghi hình trên máy tính này?</translation>
    </message>
    <message>
        <source>No camera is recorded until you start it again or open the program anew</source>
        <translation>Không camera nào được ghi cho đến khi bật lại hoặc mở lại chương trình</translation>
    </message>
    <message>
        <source>All footage so far stays; live pictures go on</source>
        <translation>Dữ liệu đã ghi vẫn còn; vẫn xem trực tiếp được</translation>
    </message>
    <message>
        <source>Stop recording</source>
        <translation>Ngừng ghi</translation>
    </message>
    <message>
        <source>Go on recording</source>
        <translation>Ghi tiếp</translation>
    </message>
    <message>
        <source>Such as: changing the disk</source>
        <translation>Ví dụ: thay ổ đĩa</translation>
    </message>
    <message>
        <source>Recording goes on when the program is closed</source>
        <translation>Vẫn ghi hình khi đóng chương trình</translation>
    </message>
    <message>
        <source>Recording ends with the program</source>
        <translation>Ngừng ghi khi đóng chương trình</translation>
    </message>
    <message>
        <source>Saved: when a wrong clock is an alarm</source>
        <translation>Đã lưu: khi nào báo động lệch giờ</translation>
    </message>
    <message>
        <source>Stopped by hand: nothing is recorded on this PC</source>
        <translation>Đã ngừng theo yêu cầu: máy tính này không ghi gì</translation>
    </message>
    <message>
        <source>The recorder does not run on this PC</source>
        <translation>Máy ghi không chạy trên máy tính này</translation>
    </message>
    <message>
        <source>Recording {0} of {1} cameras</source>
        <translation>Đang ghi {0}/{1} camera</translation>
    </message>
    <message>
        <source>running since {0}</source>
        <translation>chạy từ {0}</translation>
    </message>
    <message>
        <source>PC {0}: recording {1} cameras</source>
        <translation>Máy {0}: đang ghi {1} camera</translation>
    </message>
    <message>
        <source>PC {0}: not running, last heard of at {1}</source>
        <translation>Máy {0}: không chạy, lần cuối thấy lúc {1}</translation>
    </message>
    <message>
        <source>Nothing is known yet of this PC&apos;s clock against a reference</source>
        <translation>Chưa biết đồng hồ máy tính này đúng hay sai so với giờ chuẩn</translation>
    </message>
    <message>
        <source>PC {0} follows a time server</source>
        <translation>Máy {0} theo máy chủ giờ</translation>
    </message>
    <message>
        <source>PC {0} follows a time server, off by {1}</source>
        <translation>Máy {0} theo máy chủ giờ, lệch {1}</translation>
    </message>
    <message>
        <source>PC {0} follows no time server: set it up in the system&apos;s date and time</source>
        <translation>Máy {0} không theo máy chủ giờ nào: hãy bật trong phần ngày và giờ của hệ điều hành</translation>
    </message>
    <message>
        <source>PC {0}: the system doesn&apos;t say whether its clock is right</source>
        <translation>Máy {0}: không rõ đồng hồ đúng hay sai, hệ điều hành không cho biết</translation>
    </message>
    <message>
        <source>as a service of this PC ({0})</source>
        <translation>như dịch vụ của máy tính này ({0})</translation>
    </message>
    <message>
        <source>started by this program</source>
        <translation>do chương trình này khởi động</translation>
    </message>
    <message>
        <source>started by hand ({0})</source>
        <translation>khởi động bằng tay ({0})</translation>
    </message>
    <message>
        <source>Check the recordings</source>
        <translation>Kiểm tra kho ghi</translation>
    </message>
    <message>
        <source>Compares the disk with the catalogue, while recording goes on. It changes nothing by itself.</source>
        <translation>So ổ đĩa với danh mục trong khi vẫn ghi. Tự nó không sửa gì.</translation>
    </message>
    <message>
        <source>Quick: is every file there</source>
        <translation>Nhanh: đủ tệp không</translation>
    </message>
    <message>
        <source>Thorough: is every file readable</source>
        <translation>Kỹ: tệp đọc được không</translation>
    </message>
    <message>
        <source>Complete: every byte</source>
        <translation>Toàn bộ: từng byte</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Kiểm tra</translation>
    </message>
    <message>
        <source>Put right…</source>
        <translation>Sửa…</translation>
    </message>
    <message>
        <source>Checking the recordings</source>
        <translation>Đang kiểm tra kho ghi</translation>
    </message>
    <message>
        <source>Stop checking</source>
        <translation>Dừng kiểm tra</translation>
    </message>
    <message>
        <source>{0} of {1} looked at</source>
        <translation>Đã xem {0} trên {1}</translation>
    </message>
    <message>
        <source>Was put right</source>
        <translation>Đã sửa</translation>
    </message>
    <message>
        <source>Press “Put right…”</source>
        <translation>Bấm “Sửa…”</translation>
    </message>
    <message>
        <source>Put right</source>
        <translation>Sửa</translation>
    </message>
    <message>
        <source>Put {0} findings right?</source>
        <translation>Sửa {0} lỗi?</translation>
    </message>
    <message>
        <source>The check runs once more and mends what it can on its way.</source>
        <translation>Phần mềm kiểm tra lại từ đầu và sửa những gì sửa được.</translation>
    </message>
    <message>
        <source>No picture is deleted; footage without a row gets its row back.</source>
        <translation>Không xóa hình nào; đoạn ghi thiếu trong danh mục được ghi lại vào danh mục.</translation>
    </message>
    <message>
        <source>Where footage is gone a gap says so. The log names every act.</source>
        <translation>Chỗ mất hình được ghi là mất ghi. Nhật ký ghi lại mọi việc đã sửa.</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Lỗi</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Ở đâu</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Cần làm gì</translation>
    </message>
    <message>
        <source>What the check found</source>
        <translation>Kết quả kiểm tra kho ghi</translation>
    </message>
</context>
<context>
    <name>SignIn</name>
    <message>
        <source>User name</source>
        <translation>Tên đăng nhập</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Mật khẩu</translation>
    </message>
    <message>
        <source>Type the user name first.</source>
        <translation>Nhập tên đăng nhập trước.</translation>
    </message>
    <message>
        <source>Type the password first.</source>
        <translation>Nhập mật khẩu trước.</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Đang kiểm tra…</translation>
    </message>
    <message>
        <source>The next try counts in {0}</source>
        <translation>Thử lại được sau {0}</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Đăng nhập</translation>
    </message>
    <message>
        <source>Camera management</source>
        <translation>Quản lý camera</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Ngôn ngữ</translation>
    </message>
    <message>
        <source>Forgotten the password? The school board can set a new one.</source>
        <translation>Quên mật khẩu: nhờ Ban giám hiệu đặt lại.</translation>
    </message>
</context>
<context>
    <name>Toasts</name>
    <message>
        <source>Undo</source>
        <translation>Hoàn tác</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Monday</source>
        <translation>Thứ Hai</translation>
    </message>
    <message>
        <source>Tuesday</source>
        <translation>Thứ Ba</translation>
    </message>
    <message>
        <source>Wednesday</source>
        <translation>Thứ Tư</translation>
    </message>
    <message>
        <source>Thursday</source>
        <translation>Thứ Năm</translation>
    </message>
    <message>
        <source>Friday</source>
        <translation>Thứ Sáu</translation>
    </message>
    <message>
        <source>Saturday</source>
        <translation>Thứ Bảy</translation>
    </message>
    <message>
        <source>Sunday</source>
        <translation>Chủ nhật</translation>
    </message>
    <message>
        <source>Alarms make no sound on this PC: press for sound</source>
        <translation>Máy này đang tắt tiếng báo động: bấm để bật lại</translation>
    </message>
    <message>
        <source>Lock the screen (Ctrl+L)</source>
        <translation>Khóa màn hình (Ctrl+L)</translation>
    </message>
    <message>
        <source>No alarms</source>
        <translation>Không có báo động</translation>
    </message>
    <message>
        <source>Alarms: {0}</source>
        <translation>{0} báo động</translation>
    </message>
    <message>
        <source>Muted: {0} min</source>
        <translation>Tắt tiếng: {0} phút</translation>
    </message>
    <message>
        <source>Cutting: {0}</source>
        <translation>Đang trích xuất: {0}</translation>
    </message>
    <message>
        <source>Export jobs (Ctrl+J)</source>
        <translation>Việc trích xuất (Ctrl+J)</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Cài đặt</translation>
    </message>
    <message>
        <source>Keyboard (F1)</source>
        <translation>Bàn phím (F1)</translation>
    </message>
    <message>
        <source>Lock the screen</source>
        <translation>Khóa màn hình</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Đăng xuất</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Tài khoản</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>{0} h</source>
        <translation>{0} giờ</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0} phút</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0} giây</translation>
    </message>
</context>
<context>
    <name>record</name>
    <message>
        <source>{camera}, until {time}</source>
        <translation>{camera}, đến {time}</translation>
    </message>
    <message>
        <source>Recording by hand</source>
        <translation>Đang ghi theo lệnh</translation>
    </message>
    <message>
        <source>The recording by hand has ended</source>
        <translation>Đã thôi ghi theo lệnh</translation>
    </message>
    <message>
        <source>Record now for {n} minutes</source>
        <translation>Ghi ngay {n} phút</translation>
    </message>
    <message>
        <source>End the recording by hand (until {time})</source>
        <translation>Thôi ghi theo lệnh (đến {time})</translation>
    </message>
</context>
</TS>
