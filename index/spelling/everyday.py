"""Everyday and office Vietnamese, written for this project, for restoring accents.

A library of plans lacks many words that people ask with. Phrases are separated by commas and
line ends; only neighbours within a phrase count as pairs. How often a word stands here is how
often it is to be expected, very roughly.
"""

EVERYDAY = """
ai, ai là người, ai ký, do ai ký, ai chủ trì, ai làm, ai phụ trách, ai chịu trách nhiệm
ai theo dõi, ai duyệt, ai ban hành, ai phê duyệt, ai lo, ai được giao, ai kiểm tra, ai giám sát
ai tổng hợp, ai tham mưu, ai phối hợp, giao cho ai, giao ai, với ai, cho ai, gửi ai, gửi cho ai
hỏi ai, là ai, những ai, gồm những ai, gặp ai, kêu ai, báo ai, báo cho ai, báo cáo ai
báo cáo cho ai, phối hợp với ai, kính gửi ai, do ai chủ trì, ai ký ban hành, là gì, làm gì, cái gì
việc gì, gồm những gì, có gì, gì vậy, nói gì, phải làm gì, để làm gì, về việc gì, nghĩa là gì
yêu cầu gì, nhiệm vụ gì, mục đích gì, nội dung gì, giao gì, được giao gì, cần gì, bị gì, thế nào
còn, thế còn, vậy còn, còn mục, còn nhiệm vụ, còn kinh phí, còn điều, còn thì sao, con số
như thế nào, ra sao, làm sao, tại sao, vì sao, sao lại, thì sao, như nào, kiểu gì, loại gì, tên gì
quy định gì, quy định thế nào, thêm gì, nào, khi nào, lúc nào, ngày nào, tháng nào, năm nào
từ khi nào, đến khi nào, kể từ khi nào, hiệu lực từ, có hiệu lực từ, đầu tư bao nhiêu, đầu tư gì
quý nào, hạn nào, hôm nào, chỗ nào, nơi nào, đơn vị nào, sở nào, bộ nào, ngành nào, cơ quan nào
phòng nào, ban nào, bên nào, người nào, cấp nào, tỉnh nào, huyện nào, xã nào, mục nào, văn bản nào
nhiệm vụ nào, kế hoạch nào, quyết định nào, nghị quyết nào, điều nào, khoản nào, nguồn nào
cách nào, trước ngày nào, vào ngày nào, từ ngày nào, đến ngày nào, chậm nhất ngày nào
trong thời gian nào, những đơn vị nào, những cơ quan nào, những sở nào, các sở nào
với những sở nào, gồm những đơn vị nào, hình thức nào, giai đoạn nào, bao giờ, bao lâu, bao nhiêu
bao nhiêu tiền, bao nhiêu tỷ, bao nhiêu phần trăm, bao nhiêu nhiệm vụ, bao nhiêu người
bao lâu một lần, mất bao lâu, trong bao lâu, là bao nhiêu, hết bao nhiêu, được bao nhiêu
có bao nhiêu, sau bao lâu, mấy, mấy ngày, mấy tháng, mấy năm, mấy lần, mấy giờ, mấy người
mấy nhiệm vụ, mấy nhóm, mấy mục, mấy phần, có mấy, số mấy, tháng mấy, ngày mấy, thứ mấy, điều mấy
quý mấy, mấy việc, mấy tháng một lần, mấy triệu, mấy tỷ, mấy đơn vị, mấy văn bản, đâu, ở đâu
từ đâu, về đâu, gửi đâu, gửi về đâu, lấy từ đâu, lấy ở đâu, nằm ở đâu, đi đâu, tìm ở đâu, nộp ở đâu
báo đâu, tiền đâu, tiền đâu ra, tiền đâu mà làm, lấy tiền đâu, lấy tiền ở đâu, tiền lấy từ đâu
kinh phí lấy từ đâu, ở chỗ nào, kinh phí ở đâu, kinh phí từ đâu, kinh phí từ nguồn nào
nguồn kinh phí, phản ánh về đâu, gồm những đâu, nơi nhận, không, có không, được không, phải không
đúng không, chưa, xong chưa, có chưa, hay chưa, hay không, không ạ, chưa ạ, còn không, không được
không có, không phải, không biết, không rõ, không thấy, chưa có, chưa rõ, chưa thấy, không cần
cho hỏi, cho em hỏi, cho tôi hỏi, xin hỏi, xin cho biết, cho biết, hãy cho biết, làm ơn, giúp em
giúp tôi, giúp mình, em muốn hỏi, tôi muốn biết, mình cần biết, em cần tìm, tìm giúp, xem giúp
tra giúp, cảm ơn, cám ơn, xin chào, chào bạn, ad ơi, bạn ơi, anh ơi, chị ơi, em ơi, dạ, vâng, vậy
vậy ạ, thế ạ, với ạ, nhé, nha, nhỉ, thôi, rồi, mà, thì, là, à, ừ, em chào anh, em chào chị, anh chị
các anh chị, mọi người, quý vị, bác, cô, chú, bạn, mình, tôi, em, anh, chị, ông, bà, và, của, các
những, cho, có, được, với, trong, về, theo, từ, đến, tại, trên, dưới, ngoài, sau, trước, giữa, bằng
qua, này, đó, kia, ấy, đây, khi, nếu, vì, do, để, mà, nhưng, hoặc, hay, cũng, đã, đang, sẽ, vẫn
còn, mới, lại, ra, vào, lên, rất, quá, hơn, nhất, cùng, cả, mọi, mỗi, từng, một, hai, ba, bốn, năm
sáu, bảy, tám, chín, mười, trăm, nghìn, triệu, tỷ, một lần, lần đầu, đầu tiên, cuối cùng, tiếp theo
tối thiểu, tối đa, ít nhất, chậm nhất, muộn nhất, sớm nhất, cao nhất, hôm nay, hôm qua, ngày mai
tuần này, tuần sau, tháng này, tháng sau, năm nay, năm sau, năm ngoái, bây giờ, hiện nay, hiện tại
từ nay, từ nay đến, trong năm, hằng năm, hàng năm, hằng tháng, hàng tháng, hằng quý, hàng quý
hằng tuần, hàng tuần, hằng ngày, cuối năm, đầu năm, cuối tháng, đầu tháng, giữa năm, quý một
sáu tháng đầu năm, sáu tháng, cả năm, trước ngày, sau ngày, từ ngày, đến ngày, ngày tháng năm
vào ngày, trong tháng, trong quý, thời gian, thời hạn, thời điểm, hạn chót, hạn cuối, hạn gửi
hạn báo cáo, đến hạn, quá hạn, đúng hạn, kịp thời, kéo dài, gia hạn, trễ hạn, hạn cuối cùng
thứ hai, thứ ba, thứ tư, thứ năm, thứ sáu, thứ bảy, chủ nhật, buổi sáng, buổi chiều, buổi tối, giờ
phút, tuần, đợt, kế hoạch, bản kế hoạch, theo kế hoạch, của kế hoạch, trong kế hoạch, kế hoạch này
kế hoạch số, số kế hoạch, số hiệu, số hiệu kế hoạch, số văn bản, ký hiệu, số ký hiệu, tên văn bản
trích yếu, văn bản, công văn, tờ trình, thông báo, quyết định, nghị quyết, nghị định, thông tư
chỉ thị, kết luận, công điện, hướng dẫn, chương trình, đề án, dự án, quy chế, quy định, quy trình
luật, pháp luật, báo cáo, biên bản, giấy mời, thư mời, đề cương, phụ lục, biểu mẫu, mẫu, điều
khoản, điểm, mục, chương, phần, trang, dòng, nội dung, tiêu đề, căn cứ, hiệu lực, thi hành
có hiệu lực, hết hiệu lực, thay thế, sửa đổi, bổ sung, bãi bỏ, điều chỉnh, cập nhật, ban hành
ký ban hành, phát hành, công bố, công khai, ngày ban hành, ngày ký, người ký, chức vụ, ký thay
thừa lệnh, nơi ban hành, cơ quan ban hành, đơn vị ban hành, ban hành ngày, con dấu, mục đích
yêu cầu, mục đích yêu cầu, mục tiêu, mục tiêu chung, mục tiêu cụ thể, chỉ tiêu, phương châm
quan điểm, phạm vi, đối tượng, nhiệm vụ, giải pháp, nhiệm vụ và giải pháp, nhiệm vụ trọng tâm
nhiệm vụ cụ thể, các nhiệm vụ, nhóm nhiệm vụ, tổ chức thực hiện, phân công nhiệm vụ, giao nhiệm vụ
thực hiện nhiệm vụ, triển khai nhiệm vụ, triển khai thực hiện, triển khai, thực hiện, tổ chức
phân công, phân công thực hiện, tiến độ, tiến độ thực hiện, thời gian thực hiện, đơn vị thực hiện
cơ quan thực hiện, kinh phí thực hiện, lộ trình, kết quả, kết quả thực hiện, sản phẩm
kết quả đầu ra, hoàn thành, thời gian hoàn thành, thời hạn hoàn thành, hoàn thành trước ngày
phải hoàn thành, làm xong, chưa xong, chủ trì, đơn vị chủ trì, cơ quan chủ trì, chủ trì thực hiện
chủ trì nhiệm vụ, chủ trì tham mưu, chủ trì phối hợp, phối hợp, đơn vị phối hợp, cơ quan phối hợp
phối hợp với, phối hợp thực hiện, tham mưu, tổng hợp, theo dõi, đôn đốc, theo dõi đôn đốc, kiểm tra
giám sát, thanh tra, đánh giá, thẩm định, phê duyệt, xem xét, quyết định, chỉ đạo, điều hành
lãnh đạo, hướng dẫn thực hiện, chịu trách nhiệm, trách nhiệm, phụ trách, đảm bảo, bảo đảm, quản lý
quản lý nhà nước, chế độ báo cáo, báo cáo định kỳ, báo cáo đột xuất, báo cáo kết quả
báo cáo kết quả thực hiện, gửi báo cáo, nộp báo cáo, báo cáo về, báo cáo gửi về, báo cáo tổng kết
báo cáo sơ kết, báo cáo năm, báo cáo quý, báo cáo tháng, định kỳ, đột xuất, sơ kết, tổng kết
khen thưởng, kỷ luật, xử phạt, xử lý, vi phạm, mức phạt, phản ánh, kiến nghị, đề xuất, góp ý
giải đáp, vướng mắc, khó khăn, khó khăn vướng mắc, khi có vướng mắc, gặp khó khăn, nếu có vướng mắc
phát sinh, phát sinh vướng mắc, kinh phí, nguồn lực, ngân sách, ngân sách nhà nước
ngân sách địa phương, dự toán, dự toán kinh phí, tổng kinh phí, chi, chi thường xuyên, nguồn vốn
vốn đầu tư, xã hội hóa, tổng mức đầu tư, thanh toán, quyết toán, cấp kinh phí, mức chi, mức hỗ trợ
phụ cấp, tiền lương, lương, trợ cấp, hỗ trợ, được hỗ trợ, chi phí, tiền, đồng, tỷ đồng, triệu đồng
mức, tỉnh, huyện, xã, phường, thị trấn, thị xã, thành phố, quận, thôn, bản, ấp, khu, vùng
địa phương, cơ sở, cấp tỉnh, cấp huyện, cấp xã, trung ương, địa bàn, trên địa bàn
trên địa bàn tỉnh, toàn tỉnh, toàn quốc, cả nước, nhà nước, ủy ban nhân dân, ủy ban nhân dân tỉnh
hội đồng nhân dân, mặt trận tổ quốc, chính phủ, thủ tướng, thủ tướng chính phủ, phó thủ tướng
quốc hội, chủ tịch, phó chủ tịch, bí thư, phó bí thư, giám đốc, phó giám đốc, trưởng phòng
chánh văn phòng, văn phòng, bộ trưởng, thứ trưởng, cán bộ, công chức, viên chức, người lao động
đảng viên, chuyên viên, người đứng đầu, tỉnh ủy, thành ủy, huyện ủy, đảng ủy, chi bộ, đảng bộ
cấp ủy, ban thường vụ, ban chấp hành, bộ chính trị, ban bí thư, ban tuyên giáo
ban tuyên giáo tỉnh ủy, ban tổ chức, ban dân vận, ban nội chính, ban chỉ đạo, tổ công tác, hội đồng
đảng ủy khối, đoàn thể, đoàn thanh niên, hội phụ nữ, hội nông dân, hội cựu chiến binh, công đoàn
liên đoàn lao động, sở, ban, ngành, các sở ban ngành, các sở, các ban, các ngành, các cấp
sở tài chính, sở nội vụ, sở tư pháp, sở y tế, sở xây dựng, sở công thương, sở ngoại vụ, sở du lịch
sở giáo dục và đào tạo, sở khoa học và công nghệ, sở giao thông, sở giao thông vận tải, sở văn hóa
sở văn hóa thể thao và du lịch, sở thông tin và truyền thông, sở kế hoạch và đầu tư
sở nông nghiệp và phát triển nông thôn, sở nông nghiệp và môi trường, sở tài nguyên và môi trường
sở dân tộc, sở lao động, sở lao động thương binh và xã hội, công an tỉnh, bộ công an, bộ quốc phòng
bộ chỉ huy quân sự, bộ đội biên phòng, quân đội, bộ tài chính, bộ nội vụ, bộ tư pháp, bộ y tế
bộ xây dựng, bộ công thương, bộ ngoại giao, bộ giáo dục, văn phòng chính phủ
bộ nông nghiệp và môi trường, bộ khoa học và công nghệ, bộ dân tộc và tôn giáo, ngân hàng nhà nước
kho bạc nhà nước, cục thuế, chi cục, bảo hiểm xã hội, đài phát thanh và truyền hình, báo, tạp chí
trường, trường học, bệnh viện, trung tâm, doanh nghiệp, công ty, tập đoàn, hợp tác xã
hộ kinh doanh, người dân, nhân dân, tổ chức, cá nhân, cơ quan, đơn vị, phòng, công tác
công tác thông tin, thông tin, truyền thông, tuyên truyền, phổ biến, quán triệt
thông tin đối ngoại, đối ngoại, đối nội, báo chí, họp báo, dư luận, người phát ngôn, phát ngôn
cung cấp thông tin, cổng thông tin điện tử, trang thông tin, quảng bá, quảng bá hình ảnh, hình ảnh
xứ lạng, văn hóa, thể thao, du lịch, di sản, lễ hội, gia đình, trẻ em, thanh niên, chuyển đổi số
chính quyền số, kinh tế số, xã hội số, công nghệ, công nghệ thông tin, dữ liệu, dữ liệu cá nhân
hạ tầng, cơ sở dữ liệu, phần mềm, hệ thống, hệ thống thông tin, an toàn thông tin, an ninh mạng
trí tuệ nhân tạo, chữ ký số, mạng, viễn thông, bưu chính, bưu điện, ứng dụng, nền tảng
dịch vụ công, dịch vụ công trực tuyến, trực tuyến, trực tiếp, định danh, cải cách hành chính
thủ tục hành chính, một cửa, hồ sơ, giấy tờ, biểu, danh mục, danh sách, đăng ký, đăng ký tham gia
giảm nghèo, hộ nghèo, cận nghèo, nông thôn mới, nông nghiệp, nông dân, an sinh xã hội, việc làm
đào tạo, bồi dưỡng, tập huấn, giáo dục, học sinh, sinh viên, giáo viên, y tế, bệnh, dịch bệnh
khám bệnh, bảo hiểm, môi trường, tài nguyên, đất đai, khoáng sản, rừng, biển, đảo, sông, hồ, nước
nước sạch, rác, rác thải, khí hậu, thiên tai, bão, lũ, lũ lụt, mưa lũ, sạt lở, hạn hán, khắc phục
khắc phục hậu quả, phòng chống, phòng chống thiên tai, cứu trợ, nhà ở, sửa nhà, xây nhà, xây mới
sập nhà, đổ, xây dựng, đầu tư, đấu thầu, giải phóng mặt bằng, công trình, đường, cầu, cao tốc
sân bay, cảng, giao thông, vận tải, kết cấu, khu công nghiệp, cụm công nghiệp, chợ, thương mại
xuất khẩu, nhập khẩu, thuế, giá, giá vàng, thị trường, tài sản, tài sản công, kiểm kê, rà soát
thống kê, tổng kiểm kê, kiểm soát, kiểm toán, tiết kiệm, lãng phí, tham nhũng, tiêu cực, khiếu nại
tố cáo, quốc phòng, an ninh, quân sự, trật tự, an toàn, phòng cháy chữa cháy, ma túy, tội phạm
biên giới, cửa khẩu, hộ khẩu, bầu cử, hội nghị, cuộc họp, họp, tổ chức hội nghị, thành phần
thành phần dự, thành phần tham dự, dự họp, địa điểm, phiên họp, đại hội, kiểm điểm
đánh giá xếp loại, xếp loại, thi đua, quy hoạch, bổ nhiệm, tuyển dụng, biên chế, tinh gọn, sắp xếp
sáp nhập, sinh hoạt chi bộ, bản tin, tài liệu, học tập, nghiên cứu, khoa học, sáng kiến, đổi mới
sáng tạo, phát triển, hội nhập, chính sách, chế độ, cơ chế, tiêu chí, tiêu chuẩn, định mức
hình thức, phương thức, phương pháp, phương án, biện pháp, bước, tăng cường, nâng cao, đẩy mạnh
tiếp tục, chất lượng, hiệu quả, nâng cao chất lượng, nâng cao hiệu quả, tình hình, tình hình mới
quan trọng, cần thiết, cấp bách, khẩn cấp, trọng tâm, chủ yếu, cụ thể, chi tiết, đầy đủ, chính xác
rõ ràng, liên quan, theo quy định, quy định tại, đúng quy định, có liên quan, liên quan đến, thuộc
trực thuộc, thuộc tỉnh, ngoài ra, gồm, bao gồm, giống nhau, khác nhau, khác gì, khác nhau thế nào
so sánh, so với, giữa, hai kế hoạch, cùng, tương tự, chung, riêng, lẫn nhau, phải, cần, nên, muốn
biết, hiểu, thấy, nghe, nói, hỏi, trả lời, xem, đọc, viết, tìm, tra cứu, tìm kiếm, gửi, nhận, nộp
làm, làm việc, làm được, làm thế nào, làm như thế nào, lấy, đưa, đưa ra, mang, đi, đi làm, về, đến
ở, ra, vào, chuyển, trình, trình duyệt, trình ký, soạn, soạn thảo, dự thảo, sửa, thêm, bớt, bỏ, giữ
dùng, sử dụng, mua, bán, trả, cho, mượn, mở, đóng, bắt đầu, kết thúc, kết thúc khi nào
khi nào xong, khi nào họp, bắt đầu từ, áp dụng, áp dụng từ, áp dụng cho, dành cho, giúp, lo việc
lo chuyện, lo tiền, chuyện, chuyện này, việc này, việc đó, chuyện lớn, chuyện gì, có chuyện, gom
gom kết quả, nhờ, người, người dân, con người, con, nhà, cửa, trẻ, già, nam, nữ, dân, dân số
dân tộc, tôn giáo, đồng bào, miền núi, vùng sâu vùng xa, ăn, ngủ, uống, chơi, thích, yêu, ghét, vui
buồn, mệt, khỏe, sống, chết, mất, còn, hết, đủ, thiếu, nhiều, ít, lớn, nhỏ, to, bé, cao, thấp, dài
ngắn, rộng, hẹp, nặng, nhẹ, nhanh, chậm, sớm, muộn, tốt, xấu, đẹp, mới, cũ, đúng, sai, dễ, khó, rẻ
đắt, nóng, lạnh, gần, xa, trái, phải, bên, bên trong, bên ngoài, phía, phía bắc, phía nam, đông
tây, nam, bắc, miền trung, miền nam, miền bắc, thời tiết, bóng đá, thi đấu, lịch, lịch thi đấu
kết quả bóng đá, tối nay, món ăn, nấu, phở, xe, xe máy, ô tô, vé, nghỉ, nghỉ lễ, tết, nghỉ tết
ngày lễ, sinh nhật, đám cưới, bài hát, phim, ảnh, điện thoại, số điện thoại, thư điện tử, địa chỉ
mật khẩu, máy tính, bạn là ai, bạn tên gì, bạn làm được gì, khỏe không, thật không, chắc chưa
có đúng không, thế à, ừ nhỉ, đồng ý, không đồng ý, việt nam, nước việt nam
cộng hòa xã hội chủ nghĩa, độc lập, tự do, hạnh phúc, đảng cộng sản việt nam, đảng, nhà nước
tổ quốc, hà nội, thành phố hồ chí minh, hải phòng, đà nẵng, cần thơ, huế, thừa thiên huế, lạng sơn
cao bằng, bắc kạn, hà giang, thái nguyên, tuyên quang, lào cai, yên bái, điện biên, lai châu
sơn la, hòa bình, phú thọ, vĩnh phúc, bắc giang, bắc ninh, quảng ninh, hải dương, hưng yên, hà nam
nam định, ninh bình, thái bình, thanh hóa, nghệ an, hà tĩnh, quảng bình, quảng trị, quảng nam
quảng ngãi, bình định, phú yên, khánh hòa, ninh thuận, bình thuận, kon tum, gia lai, đắk lắk
đắk nông, lâm đồng, bình phước, bình dương, đồng nai, tây ninh, bà rịa vũng tàu, long an
tiền giang, bến tre, trà vinh, vĩnh long, đồng tháp, an giang, kiên giang, hậu giang, sóc trăng
bạc liêu, cà mau, long thành, tân sơn nhất, nội bài, trường sa, hoàng sa, phú quốc
kế hoạch của tỉnh, kế hoạch tỉnh ủy, hướng dẫn của, hướng dẫn số, quyết định số, nghị quyết số
chỉ thị số, công văn số, mục tiêu đến năm, đến năm, giai đoạn, trong giai đoạn, định hướng
tầm nhìn, đến hết năm, từ năm, năm học, nhiệm kỳ, khóa, theo kế hoạch thì, trong kế hoạch thì
theo hướng dẫn, theo nghị định, theo nghị quyết, theo quyết định, theo chỉ thị, thì báo ai
thì gửi về đâu, thì làm gì, thì phối hợp với ai, thì ai làm, thì hỏi ai, thì phải làm gì
thì xử lý thế nào, thì bao lâu, thì khi nào, thì lấy tiền đâu ra, thì sở nào, đơn vị nào chủ trì
cơ quan nào chủ trì, sở nào chủ trì, bộ nào chủ trì, cơ quan nào phối hợp, đơn vị nào phối hợp
cơ quan nào thẩm định, cơ quan nào theo dõi, ai chủ trì nhiệm vụ, có mấy nhiệm vụ
có bao nhiêu nhiệm vụ, nhiệm vụ của sở, nhiệm vụ của huyện, trách nhiệm của sở, trách nhiệm của ai
gửi báo cáo cho ai, gửi báo cáo trước ngày nào, báo cáo trước ngày nào, báo cáo mấy lần
một năm báo cáo mấy lần, gửi kết quả về đâu, gửi về sở nào, gửi qua, gửi bằng, phải gửi
phải báo cáo, phải hoàn thành trước, khi nào hoàn thành, ngày mấy, họp ngày mấy, họp ở đâu
họp khi nào, tổ chức ở đâu, tổ chức khi nào, tổ chức ngày nào, diễn ra, do đơn vị nào
căn cứ văn bản nào, theo văn bản nào, thực hiện theo, thực hiện văn bản nào, thay thế văn bản nào
còn hiệu lực không, làm ngay, ngay trong, ngay sau khi, ngay từ đầu, ngay trong năm, gửi ngay
báo cáo ngay, ngay lập tức, v ạ, z ạ, ko ạ, không ạ, nào ạ, ai ạ, gì ạ, đâu ạ, mấy ạ, rồi ạ, được ạ
nhiêu ạ, giúp em ạ, ơi, à, sở tttt, sở ttđt, sở gd, sở gdđt, sở kh, sở khcn, sở khđt, sở tc, sở nv
sở tp, sở ct, sở xd, sở yt, sở gtvt, sở lđtbxh, sở tnmt, sở nn, sở nnmt, sở nnptnt, sở vhttdl
sở vh, sở vhtt, sở dl, sở nội vụ, bộ tttt, bộ gd, bộ gdđt, bộ kh, bộ khcn, bộ tc, bộ nv, bộ ct
bộ xd, bộ yt, bộ nn, bộ nnmt, bộ vhttdl, tỉnh ls, ubnd tỉnh, ubnd huyện, ubnd xã, ubnd thành phố
ubnd các huyện, ubnd cấp tỉnh, ubnd cấp xã, hđnd tỉnh, kh này, kh của tỉnh, theo kh, trong kh
theo qđ, theo nq, theo nđ, theo hd, theo ct, phụ lục kh, khi kh, tw ban hành, bch tw, của ubnd
của tw, của bộ, của sở, của tỉnh, của huyện, của xã, của đảng ủy, tay nghề, nâng tay nghề
nghề nghiệp, đạt bao nhiêu, đạt mấy, khối lượng, mã định danh, gắn mã, cộng tác viên
cổng dịch vụ công, cổng thông tin, mức phụ cấp, mức xử phạt, mức độ, mức tiền, chi bộ họp, họp đúng
đúng hôm, đúng ngày, đúng giờ, con số, con dấu, còn lại, còn nữa, còn gì, khối đảng, đảng ủy khối
khối cơ quan, khối doanh nghiệp, khối trường học, nhóm việc, nhóm nào, nhiệm vụ thì, ngoài nhiệm vụ
ngoài giờ, kế hoạch thì, thì cơ quan, thì kết quả, thì thông tin, thì dự toán, thì mỗi, thì có
thì cần, thì nên, thì được, thì không, thì còn, thì các, thì những, thì tỉnh, thì huyện, thì xã
thì gửi, thì báo cáo, thì cứ, thì mới, thì sẽ, thì ai, thì đơn vị, thì phải, thì bên, thì do
thì đến, thì trước, thì theo, bản tin thì, nhiệm vụ trong, trong phụ lục, nhiệm vụ của
được tăng cường, ví dụ, dân cư, di cư, phía đông, tư vấn, y dược, dược phẩm, được coi là, coi như
răng, họ, của họ, bởi vì, con trai, con gái, liên bang, phi, chi phí, phí, khỏi, ra khỏi, dầu
xăng dầu, sóng, truyền sóng, phát sóng, thảm, đôi khi, tư thục, gặp khó, đang làm, đang họp
đang triển khai, họp trực tiếp, họp trực tuyến, họp online, họp hay, khôi phục, bảo vệ
bảo vệ môi trường, tiêu chí, giải quyết, giải quyết thủ tục, điều khoản, điều kiện, đăng tải
đăng ký, đăng ngày, thông suốt, thu hút, thu hồi, thu chi, tham gia, đại biểu, cử tri, lực lượng
nguồn gốc, nguyên nhân, lý do, xếp hạng, bình quân, trung bình, tỷ lệ, số lượng, tổng số, bảng
biểu đồ, đồ án, đô thị, bất động sản
mục tiêu là gì, mục đích là gì, yêu cầu là gì, nội dung là gì, tên là gì, chức vụ là gì, là gì vậy
số hiệu là gì, phương châm là gì, kết quả là gì, sản phẩm là gì, nhiệm vụ là gì, có nhiệm vụ gì
trực thuộc có, có trách nhiệm gì, có quyền gì, mỗi hộ, mỗi người, mỗi xã, mỗi tháng, mỗi năm
quý i, quý ii, quý iii, quý iv, trong quý iv, tỉnh phú thọ, khối phú thọ, phú thọ ban hành
là bộ nào, là sở nào, là cơ quan nào, là đơn vị nào, là ngày nào, là khi nào, là bao lâu, là của ai
"""
