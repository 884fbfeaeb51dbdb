<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi_VN" sourcelanguage="en">
<context>
    <name>cameras</name>
    <message>
        <source>Identity</source>
        <translation>Nhận dạng</translation>
    </message>
    <message>
        <source>Maker</source>
        <translation>Hãng</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Kiểu</translation>
    </message>
    <message>
        <source>Serial no.</source>
        <translation>Số máy</translation>
    </message>
    <message>
        <source>Firmware</source>
        <translation>Phần mềm</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>Khu vực</translation>
    </message>
    <message>
        <source>In charge</source>
        <translation>Phụ trách</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Thêm lúc</translation>
    </message>
    <message>
        <source>Streams</source>
        <translation>Luồng hình</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Cấu hình</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>Mã hóa</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Địa chỉ</translation>
    </message>
    <message>
        <source>Main, recorded</source>
        <translation>Luồng chính (ghi)</translation>
    </message>
    <message>
        <source>Sub, for viewing</source>
        <translation>Luồng phụ (xem)</translation>
    </message>
    <message>
        <source>No sub stream: small panes decode the main stream, which costs this PC more.</source>
        <translation>Không có luồng phụ: ô nhỏ phải giải mã luồng chính, máy tốn sức hơn.</translation>
    </message>
    <message>
        <source>Diagnosis</source>
        <translation>Chẩn đoán</translation>
    </message>
    <message>
        <source>Run again</source>
        <translation>Chạy lại</translation>
    </message>
    <message>
        <source>Run the test</source>
        <translation>Chạy kiểm tra</translation>
    </message>
    <message>
        <source>Testing…</source>
        <translation>Đang kiểm tra…</translation>
    </message>
    <message>
        <source>Testing takes a few seconds and changes nothing in the camera.</source>
        <translation>Kiểm tra mất vài giây và không đổi gì trong camera.</translation>
    </message>
    <message>
        <source>{0} · {1} of {2} good</source>
        <translation>{0} · {1}/{2} đạt</translation>
    </message>
    <message>
        <source>Network and clock</source>
        <translation>Mạng và đồng hồ</translation>
    </message>
    <message>
        <source>ONVIF port</source>
        <translation>Cổng ONVIF</translation>
    </message>
    <message>
        <source>RTSP port</source>
        <translation>Cổng RTSP</translation>
    </message>
    <message>
        <source>Ports</source>
        <translation>Cổng</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Tài khoản</translation>
    </message>
    <message>
        <source>Clock offset</source>
        <translation>Lệch giờ</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>Đo lúc</translation>
    </message>
    <message>
        <source>Measure the clock</source>
        <translation>Đo đồng hồ</translation>
    </message>
    <message>
        <source>none</source>
        <translation>không có</translation>
    </message>
    <message>
        <source>Over 2 s: set the camera&apos;s clock before footage is evidence.</source>
        <translation>Lệch quá 2 giây: chỉnh đồng hồ camera để hình còn dùng làm chứng cứ.</translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation>Đang đo…</translation>
    </message>
    <message>
        <source>Add a camera</source>
        <translation>Thêm camera</translation>
    </message>
    <message>
        <source>Change the camera</source>
        <translation>Sửa camera</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
    <message>
        <source>Add the camera</source>
        <translation>Thêm camera</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Lưu</translation>
    </message>
    <message>
        <source>ONVIF camera</source>
        <translation>Camera ONVIF</translation>
    </message>
    <message>
        <source>Stream address</source>
        <translation>Địa chỉ luồng hình</translation>
    </message>
    <message>
        <source>Such as: main gate</source>
        <translation>Ví dụ: Cổng chính</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Ghi hình</translation>
    </message>
    <message>
        <source>Can be turned (PTZ)</source>
        <translation>Quay quét được (PTZ)</translation>
    </message>
    <message>
        <source>Empty: keep the old one</source>
        <translation>Để trống: giữ mật khẩu cũ</translation>
    </message>
    <message>
        <source>Such as 192.168.1.64 or 192.168.1.64:8080</source>
        <translation>Ví dụ 192.168.1.64 hoặc 192.168.1.64:8080</translation>
    </message>
    <message>
        <source>Main stream</source>
        <translation>Luồng chính</translation>
    </message>
    <message>
        <source>Such as rtsp://192.168.1.64/main</source>
        <translation>Ví dụ rtsp://192.168.1.64/main</translation>
    </message>
    <message>
        <source>Sub stream (optional)</source>
        <translation>Luồng phụ (không bắt buộc)</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Tên đăng nhập</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Mật khẩu</translation>
    </message>
    <message>
        <source>Main stream, recorded</source>
        <translation>Luồng chính, để ghi</translation>
    </message>
    <message>
        <source>Sub stream, for small panes</source>
        <translation>Luồng phụ, cho ô nhỏ</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Mã</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Tên</translation>
    </message>
    <message>
        <source>Search the network</source>
        <translation>Tìm trong mạng</translation>
    </message>
    <message>
        <source>Looking for the camera…</source>
        <translation>Đang tìm camera…</translation>
    </message>
    <message>
        <source>Connect again</source>
        <translation>Kết nối lại</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Kết nối</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Dừng</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>Đang tìm…</translation>
    </message>
    <message>
        <source>The camera&apos;s picture appears here once it is connected</source>
        <translation>Hình của camera hiện ở đây khi đã kết nối</translation>
    </message>
    <message>
        <source>The camera gives no still picture</source>
        <translation>Camera không cho ảnh chụp</translation>
    </message>
    <message>
        <source>None: show the main stream</source>
        <translation>Không: xem luồng chính</translation>
    </message>
    <message>
        <source>Other recorders</source>
        <translation>Đầu ghi khác</translation>
    </message>
    <message>
        <source>Add the first one by its address. Nothing is changed in the camera.</source>
        <translation>Thêm camera đầu tiên bằng địa chỉ của nó. Không đổi gì trong camera.</translation>
    </message>
    <message>
        <source>No camera yet</source>
        <translation>Chưa có camera nào</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Sửa</translation>
    </message>
    <message>
        <source>Take out of use</source>
        <translation>Ngừng dùng</translation>
    </message>
    <message>
        <source>Only the board takes out of use</source>
        <translation>Chỉ BGH cho ngừng dùng</translation>
    </message>
    <message>
        <source>Fault</source>
        <translation>Có lỗi</translation>
    </message>
    <message>
        <source>Recording switched off</source>
        <translation>Đã tắt ghi</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>Đang ghi</translation>
    </message>
    <message>
        <source>Not recording</source>
        <translation>Không ghi</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>Đang dùng</translation>
    </message>
    <message>
        <source>Waits</source>
        <translation>Chờ</translation>
    </message>
    <message>
        <source>Camera changed</source>
        <translation>Đã sửa camera</translation>
    </message>
    <message>
        <source>Camera added</source>
        <translation>Đã thêm camera</translation>
    </message>
    <message>
        <source>Take {0} out of use?</source>
        <translation>Ngừng dùng {0}?</translation>
    </message>
    <message>
        <source>It is no longer recorded and leaves every wall.</source>
        <translation>Camera không được ghi nữa và rời khỏi mọi tường hình.</translation>
    </message>
    <message>
        <source>Its footage, incidents and history stay.</source>
        <translation>Hình đã ghi, vụ việc và lịch sử vẫn còn.</translation>
    </message>
    <message>
        <source>Keep in use</source>
        <translation>Dùng tiếp</translation>
    </message>
    <message>
        <source>Such as: broken, replaced by C12</source>
        <translation>Ví dụ: hỏng, thay bằng C12</translation>
    </message>
    <message>
        <source>Camera taken out of use</source>
        <translation>Đã ngừng dùng camera</translation>
    </message>
    <message>
        <source>The camera does not tell its time</source>
        <translation>Camera không cho biết giờ</translation>
    </message>
    <message>
        <source>{0} pictures/s</source>
        <translation>{0} hình/giây</translation>
    </message>
    <message>
        <source>{0} ± {1} s</source>
        <translation>{0} ± {1} giây</translation>
    </message>
    <message>
        <source>Say why: it is written to the log</source>
        <translation>Nêu lý do: lý do được ghi vào nhật ký</translation>
    </message>
    <message>
        <source>Nothing at all would be recorded. The board switches recording off</source>
        <translation>Như vậy không ghi gì cả. Tắt ghi hình do Ban giám hiệu quyết định</translation>
    </message>
    <message>
        <source>Tick a camera on the right</source>
        <translation>Đánh dấu một camera ở bên phải</translation>
    </message>
    <message>
        <source>A camera has no sub stream</source>
        <translation>Có camera không có luồng phụ</translation>
    </message>
    <message>
        <source>The seconds are out of range</source>
        <translation>Số giây nằm ngoài giới hạn</translation>
    </message>
    <message>
        <source>A camera has gone. Close this and try again</source>
        <translation>Có camera không còn nữa. Đóng hộp này rồi làm lại</translation>
    </message>
    <message>
        <source>{0} (already added)</source>
        <translation>{0} (đã có)</translation>
    </message>
    <message>
        <source>Found. Logging in…</source>
        <translation>Đã thấy. Đang đăng nhập…</translation>
    </message>
    <message>
        <source>Reading streams…</source>
        <translation>Đang đọc luồng hình…</translation>
    </message>
    <message>
        <source>Fetching a picture…</source>
        <translation>Đang lấy hình…</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Xong</translation>
    </message>
    <message>
        <source>not tested</source>
        <translation>chưa kiểm tra</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>Đăng nhập</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Đồng hồ</translation>
    </message>
    <message>
        <source>As it comes</source>
        <translation>Giữ nguyên</translation>
    </message>
    <message>
        <source>Turned clockwise</source>
        <translation>Xoay phải</translation>
    </message>
    <message>
        <source>Mirrored</source>
        <translation>Lật gương</translation>
    </message>
    <message>
        <source>Fills the pane</source>
        <translation>Phủ kín ô hình</translation>
    </message>
    <message>
        <source>Stretched to the pane; nothing is cut away</source>
        <translation>Kéo giãn cho vừa ô; không cắt mất phần nào</translation>
    </message>
    <message>
        <source>Watched for tampering</source>
        <translation>Canh phá hoại</translation>
    </message>
    <message>
        <source>Covered, blurred, dark or moved pictures raise an alarm</source>
        <translation>Hình bị che, mờ, tối hoặc xoay lệch thì báo động</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Hình</translation>
    </message>
    <message>
        <source>Nothing answers at the address</source>
        <translation>Địa chỉ không có gì trả lời</translation>
    </message>
    <message>
        <source>Address reached</source>
        <translation>Tới được địa chỉ</translation>
    </message>
    <message>
        <source>Ports open</source>
        <translation>Cổng mở</translation>
    </message>
    <message>
        <source>Port closed: {0}</source>
        <translation>Cổng đóng: {0}</translation>
    </message>
    <message>
        <source>Login right</source>
        <translation>Đăng nhập đúng</translation>
    </message>
    <message>
        <source>Clock right</source>
        <translation>Đồng hồ đúng</translation>
    </message>
    <message>
        <source>Clock is off by {0}</source>
        <translation>Đồng hồ lệch {0}</translation>
    </message>
    <message>
        <source>Picture after {0} s</source>
        <translation>Nhận hình sau {0} giây</translation>
    </message>
    <message>
        <source>No picture: {0}</source>
        <translation>Không có hình: {0}</translation>
    </message>
    <message>
        <source>Now {0}, not as stored</source>
        <translation>Hiện là {0}, khác lúc thêm</translation>
    </message>
    <message>
        <source>user name or password refused</source>
        <translation>sai tên hoặc mật khẩu</translation>
    </message>
    <message>
        <source>no answer in time</source>
        <translation>không trả lời kịp</translation>
    </message>
    <message>
        <source>can&apos;t be reached</source>
        <translation>không tới được</translation>
    </message>
    <message>
        <source>no ONVIF there</source>
        <translation>ở đó không có ONVIF</translation>
    </message>
    <message>
        <source>what comes is not video</source>
        <translation>dữ liệu nhận được không phải hình</translation>
    </message>
    <message>
        <source>the camera reports a fault</source>
        <translation>camera báo lỗi</translation>
    </message>
    <message>
        <source>This can&apos;t be accepted</source>
        <translation>Chưa nhận được</translation>
    </message>
    <message>
        <source>Enter the camera&apos;s address</source>
        <translation>Nhập địa chỉ camera</translation>
    </message>
    <message>
        <source>This kind of address can&apos;t be used here</source>
        <translation>Không dùng được loại địa chỉ này ở đây</translation>
    </message>
    <message>
        <source>The address has to begin with rtsp://, http:// or file://</source>
        <translation>Địa chỉ phải bắt đầu bằng rtsp://, http:// hoặc file://</translation>
    </message>
    <message>
        <source>This is not an address</source>
        <translation>Đây không phải địa chỉ</translation>
    </message>
    <message>
        <source>Four numbers from 0 to 255, with dots between</source>
        <translation>Bốn số từ 0 đến 255, cách nhau bằng dấu chấm</translation>
    </message>
    <message>
        <source>The port has to be a number from 1 to 65535</source>
        <translation>Cổng phải là số từ 1 đến 65535</translation>
    </message>
    <message>
        <source>User and password belong into their own fields</source>
        <translation>Tên và mật khẩu nhập ở ô riêng</translation>
    </message>
    <message>
        <source>No camera answered in the network. Enter its address</source>
        <translation>Không camera nào trong mạng trả lời. Nhập địa chỉ của nó</translation>
    </message>
    <message>
        <source>Connect to the camera before saving</source>
        <translation>Kết nối camera trước khi lưu</translation>
    </message>
    <message>
        <source>The camera offers no stream that can be used</source>
        <translation>Camera không có luồng hình nào dùng được</translation>
    </message>
    <message>
        <source>The camera asks for user and password</source>
        <translation>Camera đòi tên và mật khẩu</translation>
    </message>
    <message>
        <source>Refused; tried only once</source>
        <translation>Bị từ chối, chỉ thử một lần</translation>
    </message>
    <message>
        <source>Nothing answers there. Check cable, power and address</source>
        <translation>Không có gì trả lời. Xem lại dây mạng, nguồn và địa chỉ</translation>
    </message>
    <message>
        <source>Connected, but no answer in time</source>
        <translation>Đã kết nối nhưng không trả lời kịp</translation>
    </message>
    <message>
        <source>Something answers there, but not ONVIF. Check the port</source>
        <translation>Ở đó có thiết bị trả lời nhưng không phải ONVIF. Xem lại cổng</translation>
    </message>
    <message>
        <source>The camera answered with a fault</source>
        <translation>Camera báo lỗi</translation>
    </message>
    <message>
        <source>What comes from there is not video</source>
        <translation>Dữ liệu từ đó không phải hình</translation>
    </message>
    <message>
        <source>Enter a code, such as C04</source>
        <translation>Nhập mã, ví dụ C04</translation>
    </message>
    <message>
        <source>Letters A–Z, digits, dot and hyphen only</source>
        <translation>Chỉ dùng chữ A–Z, số, dấu chấm và gạch nối</translation>
    </message>
    <message>
        <source>Another camera has this code</source>
        <translation>Camera khác đã dùng mã này</translation>
    </message>
    <message>
        <source>A removed camera had this code; its footage is filed under it</source>
        <translation>Camera đã ngừng dùng mang mã này, hình của nó còn lưu theo mã</translation>
    </message>
    <message>
        <source>Enter a name, such as the place</source>
        <translation>Nhập tên, ví dụ tên chỗ đặt</translation>
    </message>
    <message>
        <source>At most 80 characters</source>
        <translation>Tối đa 80 ký tự</translation>
    </message>
    <message>
        <source>What it is for</source>
        <translation>Mục đích</translation>
    </message>
    <message>
        <source>What is recorded, and when</source>
        <translation>Kế hoạch ghi hình</translation>
    </message>
    <message>
        <source>Sub stream</source>
        <translation>Luồng phụ</translation>
    </message>
    <message>
        <source>Both</source>
        <translation>Cả hai</translation>
    </message>
    <message>
        <source>Recorded stream</source>
        <translation>Luồng được ghi</translation>
    </message>
    <message>
        <source>Draw with</source>
        <translation>Tô bằng</translation>
    </message>
    <message>
        <source>s</source>
        <translation>giây</translation>
    </message>
    <message>
        <source>Mark motion on the time line while recording all the time, too</source>
        <translation>Đánh dấu chuyển động trên dòng thời gian cả khi luôn ghi</translation>
    </message>
    <message>
        <source>Record sound (AAC)</source>
        <translation>Ghi âm thanh (AAC)</translation>
    </message>
    <message>
        <source>People&apos;s voices are personal data: record them only where the school&apos;s regulation allows it, and say why. Sound in another format than AAC can&apos;t be recorded; the pictures are.</source>
        <translation>Giọng nói là dữ liệu cá nhân: chỉ ghi nơi quy chế của trường cho phép, và phải nêu lý do. Âm thanh khác định dạng AAC không ghi được; hình vẫn được ghi.</translation>
    </message>
    <message>
        <source>Such as: decision 21 of the board, empty in the holidays</source>
        <translation>Ví dụ: quyết định 21 của BGH, nghỉ hè không có người</translation>
    </message>
    <message>
        <source>Why less is recorded, or sound</source>
        <translation>Lý do ghi ít hơn hoặc ghi âm thanh</translation>
    </message>
    <message>
        <source>Ready weeks</source>
        <translation>Mẫu có sẵn</translation>
    </message>
    <message>
        <source>All the time</source>
        <translation>Luôn ghi</translation>
    </message>
    <message>
        <source>All in lesson hours (Mon–Fri 06:30–17:30), else on motion</source>
        <translation>Giờ học (T2–T6 06:30–17:30) luôn ghi, ngoài giờ khi có chuyển động</translation>
    </message>
    <message>
        <source>Always on motion and alarms only</source>
        <translation>Cả tuần chỉ khi có chuyển động, báo động</translation>
    </message>
    <message>
        <source>Drag over the hours. Keys: arrows, Shift+arrows, Space</source>
        <translation>Kéo chuột qua các giờ. Phím: mũi tên, Shift+mũi tên, phím cách</translation>
    </message>
    <message>
        <source>On motion also keep</source>
        <translation>Khi có chuyển động, giữ thêm</translation>
    </message>
    <message>
        <source>Seconds before</source>
        <translation>Số giây trước</translation>
    </message>
    <message>
        <source>Seconds after</source>
        <translation>Số giây sau</translation>
    </message>
    <message>
        <source>before and</source>
        <translation>trước và</translation>
    </message>
    <message>
        <source>after it</source>
        <translation>sau đó</translation>
    </message>
    <message>
        <source>For these cameras</source>
        <translation>Áp dụng cho</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Tất cả</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Bỏ hết</translation>
    </message>
    <message>
        <source>Use this plan</source>
        <translation>Dùng kế hoạch này</translation>
    </message>
    <message>
        <source>No sub stream: {0}</source>
        <translation>Không có luồng phụ: {0}</translation>
    </message>
    <message>
        <source>{n} of {m} cameras</source>
        <translation>{n} / {m} camera</translation>
    </message>
    <message>
        <source>How it is recorded</source>
        <translation>Ghi hình</translation>
    </message>
    <message>
        <source>Stream</source>
        <translation>Luồng</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Thời gian</translation>
    </message>
    <message>
        <source>Before, after</source>
        <translation>Trước, sau</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Âm thanh</translation>
    </message>
    <message>
        <source>Change the plan</source>
        <translation>Sửa kế hoạch ghi</translation>
    </message>
    <message>
        <source>Record now</source>
        <translation>Ghi ngay</translation>
    </message>
    <message>
        <source>{n} cameras</source>
        <translation>{n} camera</translation>
    </message>
    <message>
        <source>The plan holds from now on</source>
        <translation>Kế hoạch có hiệu lực từ bây giờ</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>Hoàn tác</translation>
    </message>
    <message>
        <source>Nothing known of the recorder yet</source>
        <translation>Chưa biết trạng thái ghi</translation>
    </message>
    <message>
        <source>Recording by hand until {0}</source>
        <translation>Đang ghi theo lệnh đến {0}</translation>
    </message>
    <message>
        <source>Waits for motion or an alarm</source>
        <translation>Chờ chuyển động hoặc báo động</translation>
    </message>
    <message>
        <source>Outside the hours of its plan</source>
        <translation>Ngoài giờ ghi theo kế hoạch</translation>
    </message>
    <message>
        <source>all the time {0} h</source>
        <translation>luôn ghi {0} giờ</translation>
    </message>
    <message>
        <source>on motion {0} h</source>
        <translation>chuyển động {0} giờ</translation>
    </message>
    <message>
        <source>not {0} h</source>
        <translation>không ghi {0} giờ</translation>
    </message>
    <message>
        <source>{pre} s, {post} s</source>
        <translation>{pre} giây, {post} giây</translation>
    </message>
    <message>
        <source>Not recorded</source>
        <translation>Không ghi</translation>
    </message>
    <message>
        <source>Recorded (AAC)</source>
        <translation>Có ghi (AAC)</translation>
    </message>
    <message>
        <source>The camera sends none</source>
        <translation>Camera không gửi âm thanh</translation>
    </message>
    <message>
        <source>{0} can&apos;t be recorded: set the camera to AAC</source>
        <translation>{0} không ghi được: đặt camera sang AAC</translation>
    </message>
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
        <translation>Chủ Nhật</translation>
    </message>
    <message>
        <source>On motion and alarms</source>
        <translation>Khi có chuyển động, báo động</translation>
    </message>
    <message>
        <source>Hours of the week</source>
        <translation>Các giờ trong tuần</translation>
    </message>
    <message>
        <source>{day} {start}–{end}: {level}</source>
        <translation>{day} {start}–{end}: {level}</translation>
    </message>
    <message>
        <source>Mon Tue Wed Thu Fri Sat Sun</source>
        <translation>T2 T3 T4 T5 T6 T7 CN</translation>
    </message>
</context>
</TS>
