#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <normscope/base/Message.h>

/// What somebody is likely to have meant by a word that is none.
namespace normscope
{

/// The known word that is most like the one written: of at most a third other letters (one in short words, letters that
/// changed places counting once), where - and _, leading dashes and capitals count for nothing; or the only one that
/// begins with it. Empty where there is none.
[[nodiscard]] std::string likelyWord(std::string_view written, const std::vector<std::string>& known);

/// The sentence, which refuses a word, with the question whether another was meant where one is likely.
[[nodiscard]] Message withLikelyWord(Message sentence, std::string_view written, const std::vector<std::string>& known);

}  // namespace normscope
