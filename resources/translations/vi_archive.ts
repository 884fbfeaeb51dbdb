<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi_VN">
<context>
    <name>Archive</name>
    <message>
        <location filename="../../vms/ui/archive/acts.py" line="76"/>
        <source>Stretch held</source>
        <translation>Đã giữ dữ liệu</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/acts.py" line="88"/>
        <source>Clip added</source>
        <translation>Đã trích xuất</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/acts.py" line="96"/>
        <source>Still added</source>
        <translation>Đã thêm ảnh</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/acts.py" line="110"/>
        <source>Bookmark kept</source>
        <translation>Đã đánh dấu</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/acts.py" line="136"/>
        <source>Cutting {camera}</source>
        <translation>Đang trích xuất {camera}</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/acts.py" line="167"/>
        <source>No open incident</source>
        <translation>Chưa có vụ việc đang mở</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/acts.py" line="168"/>
        <source>Mark a stretch and open an incident with it.</source>
        <translation>Chọn đầu, cuối rồi lập vụ việc.</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/acts.py" line="181"/>
        <source>Show incident</source>
        <translation>Xem vụ việc</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/calendar.py" line="47"/>
        <source>Days with footage</source>
        <translation>Ngày có ghi hình</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/calendar.py" line="96"/>
        <source>Mo Tu We Th Fr Sa Su</source>
        <translation>T2 T3 T4 T5 T6 T7 CN</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/calendar.py" line="153"/>
        <source>Earlier month</source>
        <translation>Tháng trước</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/calendar.py" line="154"/>
        <source>Later month</source>
        <translation>Tháng sau</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/calendar.py" line="220"/>
        <source>{month}/{year}</source>
        <translation>Tháng {month}/{year}</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/camera_list.py" line="36"/>
        <source>{camera} (out of use)</source>
        <translation>{camera} (ngừng dùng)</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/camera_list.py" line="46"/>
        <source>Find camera…</source>
        <translation>Tìm camera…</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/camera_list.py" line="49"/>
        <location filename="../../vms/ui/archive/camera_list.py" line="53"/>
        <source>Cameras</source>
        <translation>Camera</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/dialogs.py" line="45"/>
        <location filename="../../vms/ui/archive/dialogs.py" line="169"/>
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/dialogs.py" line="71"/>
        <source>Open an incident with this stretch?</source>
        <translation>Lập vụ việc với đoạn này?</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/dialogs.py" line="73"/>
        <location filename="../../vms/ui/archive/side_panel.py" line="62"/>
        <source>Open incident</source>
        <translation>Lập vụ việc</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/dialogs.py" line="74"/>
        <source>What happened</source>
        <translation>Chuyện gì đã xảy ra</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/dialogs.py" line="75"/>
        <source>Two pupils fell on the stairs</source>
        <translation>Hai học sinh ngã ở cầu thang</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/dialogs.py" line="87"/>
        <source>Kind</source>
        <translation>Loại</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/dialogs.py" line="88"/>
        <source>Place</source>
        <translation>Địa điểm</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/dialogs.py" line="89"/>
        <source>The footage is held as long as the incident is open.</source>
        <translation>Đoạn ghi được giữ, không tự xóa.</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/dialogs.py" line="107"/>
        <source>Hold this stretch?</source>
        <translation>Giữ đoạn này?</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/dialogs.py" line="109"/>
        <location filename="../../vms/ui/archive/side_panel.py" line="63"/>
        <source>Hold</source>
        <translation>Giữ dữ liệu</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/dialogs.py" line="110"/>
        <source>Reason</source>
        <translation>Lý do</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/dialogs.py" line="111"/>
        <source>A parent asked for it</source>
        <translation>Phụ huynh đề nghị</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/dialogs.py" line="118"/>
        <source>days</source>
        <translation>ngày</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/dialogs.py" line="120"/>
        <source>For</source>
        <translation>Giữ trong</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/dialogs.py" line="121"/>
        <source>Until then retention does not delete it.</source>
        <translation>Đến hạn đó, đoạn ghi không tự xóa.</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/dialogs.py" line="122"/>
        <source>Only the board can release it earlier.</source>
        <translation>Chỉ Ban giám hiệu được thôi giữ sớm hơn.</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/dialogs.py" line="135"/>
        <source>Bookmark this moment</source>
        <translation>Đánh dấu lúc này</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/dialogs.py" line="137"/>
        <location filename="../../vms/ui/archive/transport.py" line="48"/>
        <source>Bookmark</source>
        <translation>Đánh dấu</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/dialogs.py" line="138"/>
        <source>Note</source>
        <translation>Ghi chú</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/dialogs.py" line="139"/>
        <source>What is to be seen</source>
        <translation>Thấy gì trong hình</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/dialogs.py" line="158"/>
        <source>Add this still to which incident?</source>
        <translation>Thêm ảnh này vào vụ việc nào?</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/dialogs.py" line="159"/>
        <source>Add still</source>
        <translation>Thêm ảnh</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/dialogs.py" line="161"/>
        <source>Cut a clip for which incident?</source>
        <translation>Trích xuất cho vụ việc nào?</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/dialogs.py" line="168"/>
        <source>Incident</source>
        <translation>Vụ việc</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/dialogs.py" line="162"/>
        <source>Cut clip</source>
        <translation>Trích xuất</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/calendar.py" line="168"/>
        <location filename="../../vms/ui/archive/legend.py" line="32"/>
        <source>Recorded</source>
        <translation>Có ghi</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/calendar.py" line="168"/>
        <location filename="../../vms/ui/archive/legend.py" line="33"/>
        <source>Held</source>
        <translation>Đang giữ</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/legend.py" line="34"/>
        <source>Recording gap</source>
        <translation>Mất ghi</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/legend.py" line="42"/>
        <source>Turn the wheel to zoom, drag to move</source>
        <translation>Lăn chuột để phóng, kéo để dời</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/page.py" line="130"/>
        <source>Look again at what was just seen</source>
        <translation>Xem lại điều vừa thấy trên tường hình</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/page.py" line="187"/>
        <source>Looking for footage…</source>
        <translation>Đang tìm đoạn ghi…</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/page.py" line="213"/>
        <source>The day could not be read</source>
        <translation>Không đọc được ngày này</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/page.py" line="225"/>
        <source>Nothing was recorded on this day</source>
        <translation>Ngày này không có ghi hình</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/playback.py" line="150"/>
        <source>End of what was recorded</source>
        <translation>Hết đoạn đã ghi</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/playback.py" line="152"/>
        <source>Start of what was recorded</source>
        <translation>Đầu đoạn đã ghi</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/playback.py" line="154"/>
        <source>This footage cannot be played</source>
        <translation>Đoạn ghi này không xem được</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/reason_form.py" line="34"/>
        <source>Reason for viewing</source>
        <translation>Lý do xem</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/reason_form.py" line="35"/>
        <source>View footage</source>
        <translation>Xem hình</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/reason_form.py" line="39"/>
        <source>Who looks at recorded footage, when and why is written to the log.</source>
        <translation>Ai xem, lúc nào, vì sao đều được ghi vào nhật ký.</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/reason_form.py" line="43"/>
        <source>Why do you look?</source>
        <translation>Xem lại để làm gì?</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/reason_form.py" line="72"/>
        <source>A reason is needed</source>
        <translation>Cần ghi lý do</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/reason_form.py" line="81"/>
        <source>Change reason</source>
        <translation>Đổi lý do</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/reason_form.py" line="87"/>
        <source>Reason for viewing: {reason} · logged since {time}</source>
        <translation>Lý do xem: {reason} · ghi nhật ký từ {time}</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/side_panel.py" line="50"/>
        <source>Bookmarks of this day</source>
        <translation>Đánh dấu trong ngày</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/side_panel.py" line="57"/>
        <source>No bookmarks on this day. M keeps the moment shown.</source>
        <translation>Ngày này chưa có đánh dấu. Bấm M để giữ lúc đang xem.</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/side_panel.py" line="64"/>
        <source>Cut</source>
        <translation>Trích xuất</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/side_panel.py" line="68"/>
        <source>Retention will not delete this stretch</source>
        <translation>Đoạn này sẽ không tự xóa</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/side_panel.py" line="69"/>
        <source>Add a clip to an open incident</source>
        <translation>Thêm video vào vụ việc đang mở</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/side_panel.py" line="75"/>
        <source>Stretch chosen</source>
        <translation>Đoạn đã chọn</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/side_panel.py" line="83"/>
        <source>Bookmarks</source>
        <translation>Đánh dấu</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/side_panel.py" line="105"/>
        <source>{note} · {by}</source>
        <translation>{note} · {by}</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/side_panel.py" line="129"/>
        <source>From {time}. Now mark the end (O).</source>
        <translation>Từ {time}. Chọn tiếp cuối đoạn (O).</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/side_panel.py" line="131"/>
        <source>Until {time}. Now mark the start (I).</source>
        <translation>Đến {time}. Chọn tiếp đầu đoạn (I).</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/side_panel.py" line="132"/>
        <source>Mark the start (I) and the end (O) of what matters.</source>
        <translation>Chọn đầu (I) và cuối (O) của đoạn cần dùng.</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/side_panel.py" line="139"/>
        <source>Nothing was recorded in this stretch.</source>
        <translation>Đoạn này không có ghi hình.</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/side_panel.py" line="141"/>
        <source>{length} of it was not recorded.</source>
        <translation>Mất ghi {length} trong đoạn.</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/side_panel.py" line="142"/>
        <source>No recording gap in it.</source>
        <translation>Không mất ghi trong đoạn.</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/timeline.py" line="45"/>
        <source>Time line</source>
        <translation>Dòng thời gian</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/timeline.py" line="178"/>
        <source>Not recorded: {reason}</source>
        <translation>Mất ghi: {reason}</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/timeline.py" line="269"/>
        <source>Start {time}</source>
        <translation>Đầu {time}</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/timeline.py" line="270"/>
        <source>End {time}</source>
        <translation>Cuối {time}</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/transport.py" line="33"/>
        <source>Previous recorded stretch  [</source>
        <translation>Đoạn ghi trước  [</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/transport.py" line="34"/>
        <source>One picture back  ,</source>
        <translation>Lùi một hình  ,</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/transport.py" line="35"/>
        <source>Play backwards  J</source>
        <translation>Phát lùi  J</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/transport.py" line="37"/>
        <location filename="../../vms/ui/archive/transport.py" line="78"/>
        <source>Play  Space</source>
        <translation>Phát  Space</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/transport.py" line="39"/>
        <source>One picture forward  .</source>
        <translation>Tới một hình  .</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/transport.py" line="40"/>
        <source>Next recorded stretch  ]</source>
        <translation>Đoạn ghi sau  ]</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/transport.py" line="42"/>
        <source>Speed</source>
        <translation>Tốc độ</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/transport.py" line="43"/>
        <source>Start</source>
        <translation>Đầu</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/transport.py" line="44"/>
        <source>Mark the start  I</source>
        <translation>Chọn đầu đoạn  I</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/transport.py" line="45"/>
        <source>End</source>
        <translation>Cuối</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/transport.py" line="46"/>
        <source>Mark the end  O</source>
        <translation>Chọn cuối đoạn  O</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/transport.py" line="47"/>
        <source>Save a still  S</source>
        <translation>Lấy ảnh  S</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/transport.py" line="49"/>
        <source>Bookmark this moment  M</source>
        <translation>Đánh dấu lúc này  M</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/transport.py" line="78"/>
        <source>Pause  Space</source>
        <translation>Dừng  Space</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/view.py" line="34"/>
        <source>Go to time</source>
        <translation>Đến giờ</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/view.py" line="35"/>
        <source>Type a time and press Enter</source>
        <translation>Gõ giờ rồi bấm Enter</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/view.py" line="113"/>
        <source>Go to</source>
        <translation>Đến giờ</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/words.py" line="16"/>
        <source>camera could not be reached</source>
        <translation>không tới được camera</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/words.py" line="17"/>
        <source>camera did not answer</source>
        <translation>camera không trả lời</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/words.py" line="18"/>
        <source>camera refused the password</source>
        <translation>camera từ chối mật khẩu</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/words.py" line="19"/>
        <source>camera reported a fault</source>
        <translation>camera báo lỗi</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/words.py" line="20"/>
        <source>the camera sent no usable video</source>
        <translation>camera gửi hình hỏng</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/words.py" line="21"/>
        <source>connecting to the camera</source>
        <translation>đang kết nối camera</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/words.py" line="22"/>
        <source>camera settings were changed</source>
        <translation>vừa đổi thiết đặt camera</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/words.py" line="23"/>
        <source>the picture stopped coming</source>
        <translation>hình đứng</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/words.py" line="24"/>
        <source>the camera ended the stream</source>
        <translation>camera ngắt luồng</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/words.py" line="25"/>
        <source>the disk was full</source>
        <translation>ổ đĩa đầy</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/words.py" line="26"/>
        <source>the recording folder could not be written</source>
        <translation>không ghi được vào thư mục</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/words.py" line="27"/>
        <source>the disk was too slow</source>
        <translation>ổ đĩa quá chậm</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/words.py" line="28"/>
        <source>the recorder was stopped</source>
        <translation>đã dừng máy ghi</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/words.py" line="29"/>
        <source>the recorder was not running</source>
        <translation>máy ghi không chạy</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/words.py" line="30"/>
        <source>the recorder was cut off</source>
        <translation>máy ghi bị ngắt</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/words.py" line="31"/>
        <source>recording was switched off</source>
        <translation>đã tắt ghi</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/words.py" line="32"/>
        <source>the PC&apos;s clock jumped</source>
        <translation>đồng hồ máy tính nhảy</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/words.py" line="33"/>
        <source>a fault of the program</source>
        <translation>lỗi chương trình</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/words.py" line="34"/>
        <source>the camera&apos;s password could not be opened</source>
        <translation>không mở được mật khẩu camera</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/words.py" line="35"/>
        <source>the file is gone</source>
        <translation>tệp không còn</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/words.py" line="36"/>
        <source>outside what you may look back at</source>
        <translation>ngoài phạm vi được xem lại</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/words.py" line="47"/>
        <source>off {sign}{seconds} s</source>
        <translation>lệch {sign}{seconds} s</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/words.py" line="53"/>
        <source>Check an incident</source>
        <translation>Xác minh vụ việc</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/words.py" line="54"/>
        <source>Security and order (clause 1.1)</source>
        <translation>An ninh, trật tự (Điều 1.1)</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/words.py" line="55"/>
        <source>Supervision of teaching and management (clause 1.2)</source>
        <translation>Giám sát dạy học, quản lý (Điều 1.2)</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/words.py" line="56"/>
        <source>Protection of equipment (clause 1.3)</source>
        <translation>Bảo vệ thiết bị (Điều 1.3)</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/words.py" line="57"/>
        <source>15-day review (clause 5.2)</source>
        <translation>Rà soát 15 ngày (Điều 5.2)</translation>
    </message>
    <message>
        <location filename="../../vms/ui/archive/words.py" line="58"/>
        <source>Technical check of the camera</source>
        <translation>Kiểm tra kỹ thuật camera</translation>
    </message>
</context>
</TS>
