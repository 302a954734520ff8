#include <cstdint>
#include <span>
#include <system_error>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <normscope/base/Digest.h>
#include <normscope/base/FileIo.h>
#include <normscope/experiment/HandEdits.h>
#include <normscope/experiment/RunFolder.h>

namespace normscope
{

namespace
{

namespace fs = std::filesystem;

std::string sealOf(std::string_view text, const CommentMarks& marks)
{
    Digest digest(DigestKind::Sha256);
    digest.add(std::span(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()));
    return fmt::format("{}Written by Normscope, SHA-256 {}{}\n", marks.begin, digest.hex(), marks.end);
}

/// As it was before git or an editor gave its lines CRLF ends or put a byte-order mark before it.
std::string withoutEditorsMarks(std::string_view text)
{
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    text.remove_prefix(text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0);
    std::string plain;
    plain.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text.substr(i, 2) != "\r\n") {
            plain += text[i];
        }
    }
    return plain;
}

bool isAsWritten(std::string_view text, const CommentMarks& marks)
{
    const std::size_t length = sealOf({}, marks).size();
    if (text.size() < length) {
        return false;
    }
    const std::size_t end = text.size() - length;
    return text.substr(end) == sealOf(text.substr(0, end), marks);
}

}  // namespace

std::string sealed(std::string text, const CommentMarks& marks)
{
    if (!text.ends_with('\n')) {
        text += '\n';
    }
    return text + sealOf(text, marks);
}

Status keepHandEdits(const fs::path& file, const CommentMarks& marks)
{
    std::error_code error;
    if (fs::symlink_status(file, error).type() != fs::file_type::regular) {
        return {};  // nothing that somebody has written
    }
    constexpr std::size_t kLargest = std::size_t{256} << 20U;
    if (const auto text = readFile(file, kLargest);
        text && (isAsWritten(*text, marks) || isAsWritten(withoutEditorsMarks(*text), marks))) {
        return {};
    }
    const fs::path aside = firstFree(file.string() + ".old");
    fs::rename(file, aside, error);
    if (error) {
        return fail(ErrorCode::Io, Message::tr("{}: was changed by hand and cannot be moved aside: {}", file.string(),
                                               error.message()));
    }
    spdlog::warn("{}: was changed by hand; it is kept as {}", file.string(), aside.string());
    return {};
}

}  // namespace normscope
