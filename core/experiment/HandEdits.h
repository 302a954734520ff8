#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include <normscope/base/Result.h>

/// Texts that people work on before they hand them in: a report. To make it anew must not cost them that work, so each
/// ends in a comment with its own SHA-256, by which it is known whether it still is as the program wrote it.
namespace normscope
{

/// What a format puts around a comment: "% " and nothing in LaTeX.
struct CommentMarks
{
    std::string_view begin;
    std::string_view end;
};

/// The text with its digest in a last line.
[[nodiscard]] std::string sealed(std::string text, const CommentMarks& marks);

/// Makes way for a text: what is there, and is not as sealed() made it, is moved to NAME.old, which the log tells.
/// ErrorCode::Io where it cannot be.
[[nodiscard]] Status keepHandEdits(const std::filesystem::path& file, const CommentMarks& marks);

}  // namespace normscope
