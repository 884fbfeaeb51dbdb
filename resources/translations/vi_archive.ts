<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi_VN">
<context>
    <name>Archive</name>
    <message>
        <source>Stretch held</source>
        <translation>Đã giữ dữ liệu</translation>
    </message>
    <message>
        <source>Still added</source>
        <translation>Đã thêm ảnh</translation>
    </message>
    <message>
        <source>Bookmark kept</source>
        <translation>Đã đánh dấu</translation>
    </message>
    <message>
        <source>Being cut for {incident}</source>
        <translation>Đang trích xuất cho {incident}</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Xem</translation>
    </message>
    <message>
        <source>No open incident</source>
        <translation>Chưa có vụ việc đang mở</translation>
    </message>
    <message>
        <source>Mark a stretch and open an incident with it.</source>
        <translation>Chọn đầu, cuối rồi lập vụ việc.</translation>
    </message>
    <message>
        <source>Show incident</source>
        <translation>Xem vụ việc</translation>
    </message>
    <message>
        <source>{count} cameras</source>
        <translation>{count} camera</translation>
    </message>
    <message>
        <source>Days with footage</source>
        <translation>Ngày có ghi hình</translation>
    </message>
    <message>
        <source>Mo Tu We Th Fr Sa Su</source>
        <translation>T2 T3 T4 T5 T6 T7 CN</translation>
    </message>
    <message>
        <source>Earlier month</source>
        <translation>Tháng trước</translation>
    </message>
    <message>
        <source>Later month</source>
        <translation>Tháng sau</translation>
    </message>
    <message>
        <source>Not reviewed</source>
        <translation>Chưa xem</translation>
    </message>
    <message>
        <source>{month}/{year}</source>
        <translation>Tháng {month}/{year}</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>đang chọn</translation>
    </message>
    <message>
        <source>{camera} (out of use)</source>
        <translation>{camera} (ngừng dùng)</translation>
    </message>
    <message>
        <source>Find camera…</source>
        <translation>Tìm camera…</translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation>Camera</translation>
    </message>
    <message>
        <source>Enter ticks, Shift+Enter chooses, Ctrl+Enter shows one alone</source>
        <translation>Enter: đánh dấu xem; Shift+Enter: chọn camera; Ctrl+Enter: chỉ xem camera này</translation>
    </message>
    <message>
        <source>ticked</source>
        <translation>đang xem</translation>
    </message>
    <message>
        <source>not ticked</source>
        <translation>không xem</translation>
    </message>
    <message>
        <source>{count} chosen</source>
        <translation>{count} đã chọn</translation>
    </message>
    <message>
        <source>{count} cameras: {codes}</source>
        <translation>{count} camera: {codes}</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
    <message>
        <source>Open an incident with this stretch?</source>
        <translation>Lập vụ việc với đoạn này?</translation>
    </message>
    <message>
        <source>Open incident</source>
        <translation>Lập vụ việc</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Chuyện gì đã xảy ra</translation>
    </message>
    <message>
        <source>Two pupils fell on the stairs</source>
        <translation>Hai học sinh ngã ở cầu thang</translation>
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
        <source>The footage is held as long as the incident is open.</source>
        <translation>Đoạn ghi được giữ, không tự xóa.</translation>
    </message>
    <message>
        <source>Hold this stretch?</source>
        <translation>Giữ đoạn này?</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Giữ dữ liệu</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Lý do</translation>
    </message>
    <message>
        <source>A parent asked for it</source>
        <translation>Phụ huynh đề nghị</translation>
    </message>
    <message>
        <source>days</source>
        <translation>ngày</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Giữ trong</translation>
    </message>
    <message>
        <source>Until then retention does not delete it.</source>
        <translation>Đến hạn đó, đoạn ghi không tự xóa.</translation>
    </message>
    <message>
        <source>Only the board can release it earlier.</source>
        <translation>Chỉ Ban giám hiệu được thôi giữ sớm hơn.</translation>
    </message>
    <message>
        <source>Bookmark this moment</source>
        <translation>Đánh dấu lúc này</translation>
    </message>
    <message>
        <source>Bookmark</source>
        <translation>Đánh dấu</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Ghi chú</translation>
    </message>
    <message>
        <source>What is to be seen</source>
        <translation>Thấy gì trong hình</translation>
    </message>
    <message>
        <source>Add this still to which incident?</source>
        <translation>Thêm ảnh này vào vụ việc nào?</translation>
    </message>
    <message>
        <source>Add still</source>
        <translation>Thêm ảnh</translation>
    </message>
    <message>
        <source>Cut a clip for which incident?</source>
        <translation>Trích xuất cho vụ việc nào?</translation>
    </message>
    <message>
        <source>Incident</source>
        <translation>Vụ việc</translation>
    </message>
    <message>
        <source>Cut clip</source>
        <translation>Trích xuất</translation>
    </message>
    <message>
        <source>Recorded</source>
        <translation>Có ghi</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>Đang giữ</translation>
    </message>
    <message>
        <source>Turn the wheel to zoom · {length} in view</source>
        <translation>Lăn chuột để phóng · đang xem {length}</translation>
    </message>
    <message>
        <source>Continuous</source>
        <translation>Ghi liên tục</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>Có chuyển động</translation>
    </message>
    <message>
        <source>Alarm</source>
        <translation>Báo động</translation>
    </message>
    <message>
        <source>Recording gap</source>
        <translation>Mất ghi</translation>
    </message>
    <message>
        <source>No right</source>
        <translation>Không được xem</translation>
    </message>
    <message>
        <source>Other recorder</source>
        <translation>Đầu ghi khác</translation>
    </message>
    <message>
        <source>Look again at what was just seen</source>
        <translation>Xem lại điều vừa thấy trên tường hình</translation>
    </message>
    <message>
        <source>No camera is ticked. Tick one in the list on the left.</source>
        <translation>Chưa chọn camera nào. Đánh dấu một camera ở danh sách bên trái.</translation>
    </message>
    <message>
        <source>No cameras yet</source>
        <translation>Chưa có camera</translation>
    </message>
    <message>
        <source>At most {count} cameras are shown together</source>
        <translation>Xem cùng lúc nhiều nhất {count} camera</translation>
    </message>
    <message>
        <source>Untick one first.</source>
        <translation>Bỏ chọn một camera trước.</translation>
    </message>
    <message>
        <source>Looking for footage…</source>
        <translation>Đang tìm đoạn ghi…</translation>
    </message>
    <message>
        <source>You may not look back at this camera. The board can approve it.</source>
        <translation>Không được xem lại camera này. Ban giám hiệu có thể duyệt.</translation>
    </message>
    <message>
        <source>This footage cannot be read</source>
        <translation>Không đọc được đoạn ghi này</translation>
    </message>
    <message>
        <source>No footage here</source>
        <translation>Không có ghi hình lúc này</translation>
    </message>
    <message>
        <source>Nothing was recorded on this day</source>
        <translation>Ngày này không có ghi hình</translation>
    </message>
    <message>
        <source>Nothing further on</source>
        <translation>Phía sau không còn gì</translation>
    </message>
    <message>
        <source>Nothing further back</source>
        <translation>Phía trước không còn gì</translation>
    </message>
    <message>
        <source>End of what was recorded</source>
        <translation>Hết đoạn đã ghi</translation>
    </message>
    <message>
        <source>Start of what was recorded</source>
        <translation>Đầu đoạn đã ghi</translation>
    </message>
    <message>
        <source>Reason for viewing</source>
        <translation>Lý do xem</translation>
    </message>
    <message>
        <source>View footage</source>
        <translation>Xem hình</translation>
    </message>
    <message>
        <source>Who looks at recorded footage, when and why is written to the log.</source>
        <translation>Ai xem, lúc nào, vì sao đều được ghi vào nhật ký.</translation>
    </message>
    <message>
        <source>Why do you look?</source>
        <translation>Xem lại để làm gì?</translation>
    </message>
    <message>
        <source>A reason is needed</source>
        <translation>Cần ghi lý do</translation>
    </message>
    <message>
        <source>Change reason</source>
        <translation>Đổi lý do</translation>
    </message>
    <message>
        <source>Reason for viewing: {reason} · logged since {time}</source>
        <translation>Lý do xem: {reason} · ghi nhật ký từ {time}</translation>
    </message>
    <message>
        <source>Bookmarks of this day</source>
        <translation>Đánh dấu trong ngày</translation>
    </message>
    <message>
        <source>No bookmarks on this day. M keeps the moment shown.</source>
        <translation>Ngày này chưa có đánh dấu. Bấm M để giữ lúc đang xem.</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>Trích xuất</translation>
    </message>
    <message>
        <source>Retention will not delete this stretch</source>
        <translation>Đoạn này sẽ không tự xóa</translation>
    </message>
    <message>
        <source>Add the clips to an open incident</source>
        <translation>Thêm đoạn trích xuất vào vụ việc đang mở</translation>
    </message>
    <message>
        <source>Stretch chosen</source>
        <translation>Đoạn đã chọn</translation>
    </message>
    <message>
        <source>Bookmarks</source>
        <translation>Đánh dấu</translation>
    </message>
    <message>
        <source>{note} · {by}</source>
        <translation>{note} · {by}</translation>
    </message>
    <message>
        <source>From {time}. Now mark the end (O).</source>
        <translation>Từ {time}. Chọn tiếp cuối đoạn (O).</translation>
    </message>
    <message>
        <source>Until {time}. Now mark the start (I).</source>
        <translation>Đến {time}. Chọn tiếp đầu đoạn (I).</translation>
    </message>
    <message>
        <source>Mark the start (I) and the end (O) of what matters.</source>
        <translation>Chọn đầu (I) và cuối (O) của đoạn cần dùng.</translation>
    </message>
    <message>
        <source>Nothing was recorded in this stretch.</source>
        <translation>Đoạn này không có ghi hình.</translation>
    </message>
    <message>
        <source>{length} of it was not recorded.</source>
        <translation>Mất ghi {length} trong đoạn.</translation>
    </message>
    <message>
        <source>No recording gap in it.</source>
        <translation>Không mất ghi trong đoạn.</translation>
    </message>
    <message>
        <source>Recording gaps: {cameras}.</source>
        <translation>Mất ghi: {cameras}.</translation>
    </message>
    <message>
        <source>Time line</source>
        <translation>Dòng thời gian</translation>
    </message>
    <message>
        <source>Not recorded: {reason}</source>
        <translation>Mất ghi: {reason}</translation>
    </message>
    <message>
        <source>Outside what you may look back at</source>
        <translation>Ngoài phần được xem lại</translation>
    </message>
    <message>
        <source>In another recorder</source>
        <translation>Có trong đầu ghi khác</translation>
    </message>
    <message>
        <source>Not looked at yet</source>
        <translation>Chưa ai xem</translation>
    </message>
    <message>
        <source>Recording was not planned</source>
        <translation>Không có lịch ghi</translation>
    </message>
    <message>
        <source>{days} days</source>
        <translation>{days} ngày</translation>
    </message>
    <message>
        <source>less than a second</source>
        <translation>dưới 1 giây</translation>
    </message>
    <message>
        <source>Start {time}</source>
        <translation>Đầu {time}</translation>
    </message>
    <message>
        <source>End {time}</source>
        <translation>Cuối {time}</translation>
    </message>
    <message>
        <source>One picture back  ,</source>
        <translation>Lùi một hình  ,</translation>
    </message>
    <message>
        <source>Play backwards  J</source>
        <translation>Phát lùi  J</translation>
    </message>
    <message>
        <source>Play  Space</source>
        <translation>Phát  Space</translation>
    </message>
    <message>
        <source>One picture forward  .</source>
        <translation>Tới một hình  .</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tốc độ</translation>
    </message>
    <message>
        <source>Previous event, or where footage begins  [</source>
        <translation>Sự kiện trước, hoặc đầu đoạn ghi  [</translation>
    </message>
    <message>
        <source>Next event, or where footage begins  ]</source>
        <translation>Sự kiện sau, hoặc đầu đoạn ghi  ]</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Đầu</translation>
    </message>
    <message>
        <source>Mark the start  I</source>
        <translation>Chọn đầu đoạn  I</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Cuối</translation>
    </message>
    <message>
        <source>Mark the end  O</source>
        <translation>Chọn cuối đoạn  O</translation>
    </message>
    <message>
        <source>Play the marked stretch again and again  R</source>
        <translation>Phát lặp đoạn đã chọn  R</translation>
    </message>
    <message>
        <source>Save a still  S</source>
        <translation>Lấy ảnh  S</translation>
    </message>
    <message>
        <source>Bookmark this moment  M</source>
        <translation>Đánh dấu lúc này  M</translation>
    </message>
    <message>
        <source>Pause  Space</source>
        <translation>Dừng  Space</translation>
    </message>
    <message>
        <source>All cameras show the same instant  Y</source>
        <translation>Mọi camera cùng một thời điểm  Y</translation>
    </message>
    <message>
        <source>Only the chosen camera follows the buttons  Y</source>
        <translation>Chỉ camera đang chọn theo các nút  Y</translation>
    </message>
    <message>
        <source>Sync: on</source>
        <translation>Đồng bộ: bật</translation>
    </message>
    <message>
        <source>Sync: off</source>
        <translation>Đồng bộ: tắt</translation>
    </message>
    <message>
        <source>Type date and time and press Enter</source>
        <translation>Nhập ngày giờ rồi nhấn Enter</translation>
    </message>
    <message>
        <source>Go to date</source>
        <translation>Tới ngày</translation>
    </message>
    <message>
        <source>Go to time</source>
        <translation>Đến giờ</translation>
    </message>
    <message>
        <source>camera could not be reached</source>
        <translation>không tới được camera</translation>
    </message>
    <message>
        <source>camera did not answer</source>
        <translation>camera không trả lời</translation>
    </message>
    <message>
        <source>camera refused the password</source>
        <translation>camera từ chối mật khẩu</translation>
    </message>
    <message>
        <source>camera reported a fault</source>
        <translation>camera báo lỗi</translation>
    </message>
    <message>
        <source>the camera sent no usable video</source>
        <translation>camera gửi hình hỏng</translation>
    </message>
    <message>
        <source>connecting to the camera</source>
        <translation>đang kết nối camera</translation>
    </message>
    <message>
        <source>camera settings were changed</source>
        <translation>vừa đổi thiết đặt camera</translation>
    </message>
    <message>
        <source>the picture stopped coming</source>
        <translation>hình đứng</translation>
    </message>
    <message>
        <source>the camera ended the stream</source>
        <translation>camera ngắt luồng</translation>
    </message>
    <message>
        <source>the disk was full</source>
        <translation>ổ đĩa đầy</translation>
    </message>
    <message>
        <source>the recording folder could not be written</source>
        <translation>không ghi được vào thư mục</translation>
    </message>
    <message>
        <source>the recording disk was not there</source>
        <translation>không có ổ ghi</translation>
    </message>
    <message>
        <source>the disk was too slow</source>
        <translation>ổ đĩa quá chậm</translation>
    </message>
    <message>
        <source>the recorder was stopped</source>
        <translation>đã dừng máy ghi</translation>
    </message>
    <message>
        <source>the recorder was not running</source>
        <translation>máy ghi không chạy</translation>
    </message>
    <message>
        <source>the recorder was cut off</source>
        <translation>máy ghi bị ngắt</translation>
    </message>
    <message>
        <source>the recorder fell silent, another one took over</source>
        <translation>máy ghi ngừng đột ngột, máy khác ghi thay</translation>
    </message>
    <message>
        <source>another recorder took the camera</source>
        <translation>máy ghi khác nhận camera</translation>
    </message>
    <message>
        <source>another recorder had the camera</source>
        <translation>camera do máy ghi khác ghi</translation>
    </message>
    <message>
        <source>recording was switched off</source>
        <translation>đã tắt ghi</translation>
    </message>
    <message>
        <source>the PC&apos;s clock jumped</source>
        <translation>đồng hồ máy tính nhảy</translation>
    </message>
    <message>
        <source>a fault of the program</source>
        <translation>lỗi chương trình</translation>
    </message>
    <message>
        <source>the camera&apos;s password could not be opened</source>
        <translation>không mở được mật khẩu camera</translation>
    </message>
    <message>
        <source>the file is gone</source>
        <translation>tệp không còn</translation>
    </message>
    <message>
        <source>the camera sent no key frame</source>
        <translation>camera không gửi khung khóa</translation>
    </message>
    <message>
        <source>not recorded by plan</source>
        <translation>ngoài kế hoạch ghi</translation>
    </message>
    <message>
        <source>outside what you may look back at</source>
        <translation>ngoài phạm vi được xem lại</translation>
    </message>
    <message>
        <source>off {sign}{seconds} s</source>
        <translation>lệch {sign}{seconds} s</translation>
    </message>
    <message>
        <source>Check an incident</source>
        <translation>Xác minh vụ việc</translation>
    </message>
    <message>
        <source>Security and order (clause 1.1)</source>
        <translation>An ninh, trật tự (Điều 1.1)</translation>
    </message>
    <message>
        <source>Supervision of teaching and management (clause 1.2)</source>
        <translation>Giám sát dạy học, quản lý (Điều 1.2)</translation>
    </message>
    <message>
        <source>Protection of equipment (clause 1.3)</source>
        <translation>Bảo vệ thiết bị (Điều 1.3)</translation>
    </message>
    <message>
        <source>15-day review (clause 5.2)</source>
        <translation>Rà soát 15 ngày (Điều 5.2)</translation>
    </message>
    <message>
        <source>Technical check of the camera</source>
        <translation>Kiểm tra kỹ thuật camera</translation>
    </message>
    <message>
        <source>Change the note</source>
        <translation>Sửa ghi chú</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Sửa</translation>
    </message>
    <message>
        <source>Note changed</source>
        <translation>Đã sửa ghi chú</translation>
    </message>
    <message>
        <source>Bookmark taken away</source>
        <translation>Đã bỏ đánh dấu</translation>
    </message>
    <message>
        <source>Change the note…  F2</source>
        <translation>Sửa ghi chú…  F2</translation>
    </message>
    <message>
        <source>Take the bookmark away  Delete</source>
        <translation>Bỏ đánh dấu  Delete</translation>
    </message>
    <message>
        <source>held</source>
        <translation>giữ</translation>
    </message>
    <message>
        <source>This camera</source>
        <translation>Camera này</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Tất cả</translation>
    </message>
    <message>
        <source>{count} cameras shown</source>
        <translation>{count} camera đang xem</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Đang kết nối…</translation>
    </message>
    <message>
        <source>No live picture from this camera</source>
        <translation>Camera này không có hình trực tiếp</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Trực tiếp</translation>
    </message>
    <message>
        <source>Pictures about the play head</source>
        <translation>Hình quanh thời điểm đang xem</translation>
    </message>
    <message>
        <source>What happens now, in the same panes  T</source>
        <translation>Hình đang diễn ra, ngay trong các ô này  T</translation>
    </message>
</context>
<context>
    <name>Search</name>
    <message>
        <source>Area to search</source>
        <translation>Vùng cần tìm</translation>
    </message>
    <message>
        <source>Click the corners; click the first one again to close. Keys: arrows, Space, Enter.</source>
        <translation>Bấm từng góc; bấm lại góc đầu để khép vùng. Bàn phím: mũi tên, phím cách, Enter.</translation>
    </message>
    <message>
        <source>No picture here; the area can be drawn all the same</source>
        <translation>Lúc này không có hình; vẫn vẽ vùng được</translation>
    </message>
    <message>
        <source>Looking for a picture…</source>
        <translation>Đang lấy hình…</translation>
    </message>
    <message>
        <source>Area with {n} corners</source>
        <translation>Vùng có {n} góc</translation>
    </message>
    <message>
        <source>{n} corners so far</source>
        <translation>Đã có {n} góc</translation>
    </message>
    <message>
        <source>No area yet</source>
        <translation>Chưa có vùng</translation>
    </message>
    <message>
        <source>Words of a note or an incident…</source>
        <translation>Chữ trong ghi chú, vụ việc…</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Tìm</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Kết quả tìm</translation>
    </message>
    <message>
        <source>Choose what to look for</source>
        <translation>Chọn điều cần tìm</translation>
    </message>
    <message>
        <source>Leave a filter as it is to have everything. Words are found without accents too.</source>
        <translation>Bộ lọc để nguyên thì lấy hết. Gõ không dấu cũng tìm được.</translation>
    </message>
    <message>
        <source>Nothing was found</source>
        <translation>Không tìm thấy</translation>
    </message>
    <message>
        <source>Choose more days or fewer filters.</source>
        <translation>Chọn thêm ngày hoặc bớt bộ lọc.</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Kết quả</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Loại</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Camera</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>Khu vực</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>Mục đích</translation>
    </message>
    <message>
        <source>Set or acknowledged by</source>
        <translation>Người đánh dấu, xử lý</translation>
    </message>
    <message>
        <source>All cameras</source>
        <translation>Tất cả camera</translation>
    </message>
    <message>
        <source>All areas</source>
        <translation>Tất cả khu vực</translation>
    </message>
    <message>
        <source>All purposes</source>
        <translation>Mọi mục đích</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>Mọi người</translation>
    </message>
    <message>
        <source>Tick at least one kind.</source>
        <translation>Đánh dấu ít nhất một loại.</translation>
    </message>
    <message>
        <source>The end must be after the start.</source>
        <translation>Lúc cuối phải sau lúc đầu.</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>Đang tìm…</translation>
    </message>
    <message>
        <source>The newest {n}; choose fewer days for the others</source>
        <translation>{n} kết quả mới nhất; chọn ít ngày hơn để thấy phần còn lại</translation>
    </message>
    <message>
        <source>No camera to play</source>
        <translation>Không gắn với camera nào</translation>
    </message>
    <message>
        <source>Outside what you may look back at</source>
        <translation>Ngoài thời gian được xem lại</translation>
    </message>
    <message>
        <source>Sensitivity</source>
        <translation>Độ nhạy</translation>
    </message>
    <message>
        <source>Also what is over in less than two seconds (takes long)</source>
        <translation>Tìm cả chuyển động dưới 2 giây (lâu hơn nhiều)</translation>
    </message>
    <message>
        <source>Find motion</source>
        <translation>Tìm chuyển động</translation>
    </message>
    <message>
        <source>Where something moved</source>
        <translation>Đoạn có chuyển động</translation>
    </message>
    <message>
        <source>The whole picture</source>
        <translation>Lấy toàn hình</translation>
    </message>
    <message>
        <source>Take the last corner back  Ctrl+Z</source>
        <translation>Bỏ bước vẽ vừa rồi  Ctrl+Z</translation>
    </message>
    <message>
        <source>Begin the area anew</source>
        <translation>Vẽ lại từ đầu</translation>
    </message>
    <message>
        <source>Click the corners of the area; click the first one again to close it.</source>
        <translation>Bấm từng góc của vùng; bấm lại góc đầu để khép.</translation>
    </message>
    <message>
        <source>Sensitivity (5: also what is hardly visible)</source>
        <translation>Độ nhạy (5: thấy cả thay đổi rất mờ)</translation>
    </message>
    <message>
        <source>Smallest thing (the square in the picture)</source>
        <translation>Vật nhỏ nhất (ô vuông trong hình)</translation>
    </message>
    <message>
        <source>By time</source>
        <translation>Theo giờ</translation>
    </message>
    <message>
        <source>By size</source>
        <translation>Theo mức</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Thứ tự</translation>
    </message>
    <message>
        <source>Draw an area and start</source>
        <translation>Vẽ vùng rồi bắt đầu tìm</translation>
    </message>
    <message>
        <source>What is found appears here while the search goes on.</source>
        <translation>Kết quả hiện ra ở đây trong lúc tìm.</translation>
    </message>
    <message>
        <source>Nothing moved there</source>
        <translation>Không có chuyển động trong vùng</translation>
    </message>
    <message>
        <source>Choose a longer span, a higher sensitivity or a smaller thing.</source>
        <translation>Chọn khoảng dài hơn, độ nhạy cao hơn hoặc vật nhỏ hơn.</translation>
    </message>
    <message>
        <source>Searched one after another: {cameras}</source>
        <translation>Tìm lần lượt: {cameras}</translation>
    </message>
    <message>
        <source>{camera}: nothing recorded</source>
        <translation>{camera}: không có ghi hình</translation>
    </message>
    <message>
        <source>{camera}: overview</source>
        <translation>{camera}: xem lướt toàn bộ</translation>
    </message>
    <message>
        <source>{camera}: looking closer</source>
        <translation>{camera}: xem kỹ từng đoạn</translation>
    </message>
    <message>
        <source>{camera}: correcting the times</source>
        <translation>{camera}: chỉnh lại giờ cho đúng</translation>
    </message>
    <message>
        <source>The search was cut off. What was found stays; start it again.</source>
        <translation>Việc tìm bị ngắt giữa chừng. Kết quả đã có vẫn còn; tìm lại.</translation>
    </message>
    <message>
        <source>Stopped before the end. What was found stays.</source>
        <translation>Đã dừng giữa chừng. Kết quả đã có vẫn còn.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Dừng</translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation>và {n} mục nữa</translation>
    </message>
    <message>
        <source>Not searched: {parts}</source>
        <translation>Chưa tìm được: {parts}</translation>
    </message>
    <message>
        <source>Find events and bookmarks  Ctrl+F</source>
        <translation>Tìm sự kiện, đánh dấu  Ctrl+F</translation>
    </message>
    <message>
        <source>Find motion in an area  Ctrl+Shift+F</source>
        <translation>Tìm chuyển động trong vùng  Ctrl+Shift+F</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Từ</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Đến</translation>
    </message>
    <message>
        <source>Find in what was recorded</source>
        <translation>Tìm trong bản ghi</translation>
    </message>
    <message>
        <source>Events and bookmarks</source>
        <translation>Sự kiện, đánh dấu</translation>
    </message>
    <message>
        <source>Motion in an area</source>
        <translation>Chuyển động trong vùng</translation>
    </message>
    <message>
        <source>What to look for</source>
        <translation>Tìm gì</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>Enter plays it on the page · F3 the next one, Shift+F3 the one before</source>
        <translation>Enter: phát trên trang · F3: kết quả sau, Shift+F3: kết quả trước</translation>
    </message>
    <message>
        <source>Reason: {reason} · searching is written to the log</source>
        <translation>Lý do: {reason} · việc tìm được ghi nhật ký</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>Chuyển động</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>Báo động</translation>
    </message>
    <message>
        <source>Bookmarks</source>
        <translation>Đánh dấu</translation>
    </message>
    <message>
        <source>Incidents</source>
        <translation>Vụ việc</translation>
    </message>
    <message>
        <source>Recorded by hand</source>
        <translation>Ghi theo lệnh người trực</translation>
    </message>
    <message>
        <source>Alarm of the camera</source>
        <translation>Báo động từ camera</translation>
    </message>
    <message>
        <source>Bookmark without a note</source>
        <translation>Đánh dấu không ghi chú</translation>
    </message>
    <message>
        <source>{share} % of the area</source>
        <translation>{share} % vùng</translation>
    </message>
    <message>
        <source>Draw an area on a camera first.</source>
        <translation>Vẽ vùng trên một camera trước.</translation>
    </message>
    <message>
        <source>An area has at least three corners.</source>
        <translation>Vùng phải có ít nhất ba góc.</translation>
    </message>
    <message>
        <source>The area is too small. Draw a larger one.</source>
        <translation>Vùng quá nhỏ. Vẽ vùng lớn hơn.</translation>
    </message>
    <message>
        <source>The area reaches out of the picture.</source>
        <translation>Vùng lấn ra ngoài hình.</translation>
    </message>
    <message>
        <source>The span is too long. Choose a shorter one.</source>
        <translation>Khoảng thời gian quá dài. Chọn khoảng ngắn hơn.</translation>
    </message>
    <message>
        <source>A reason is needed. Give it on the page first.</source>
        <translation>Cần lý do xem. Ghi lý do trên trang trước.</translation>
    </message>
    <message>
        <source>Very small: a ball, a cat</source>
        <translation>Rất nhỏ: quả bóng, con mèo</translation>
    </message>
    <message>
        <source>Small: a child far away</source>
        <translation>Nhỏ: học sinh ở xa</translation>
    </message>
    <message>
        <source>Middle: a person</source>
        <translation>Vừa: một người</translation>
    </message>
    <message>
        <source>Large: a person close by, a vehicle</source>
        <translation>Lớn: người ở gần, xe</translation>
    </message>
</context>
</TS>
