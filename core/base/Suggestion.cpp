#include <algorithm>
#include <cctype>
#include <numeric>

#include <normscope/base/Suggestion.h>

namespace normscope
{

namespace
{

constexpr std::size_t kLongestWord = 64;

std::string plain(std::string_view word)
{
    word.remove_prefix(std::min(word.find_first_not_of('-'), word.size()));
    std::string letters(word);
    std::transform(letters.begin(), letters.end(), letters.begin(),
                   [](unsigned char letter) { return letter == '_' ? '-' : static_cast<char>(std::tolower(letter)); });
    return letters;
}

/// How many letters must be put in, left out, changed or exchanged with their neighbour (optimal string alignment).
std::size_t distance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> before;
    std::vector<std::size_t> above(b.size() + 1);
    std::iota(above.begin(), above.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::vector<std::size_t> row(b.size() + 1, i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
            row[j] = std::min({row[j - 1] + 1, above[j] + 1, above[j - 1] + change});
            if (i > 1 && j > 1 && a.size() > 2 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                row[j] = std::min(row[j], before[j - 2] + 1);
            }
        }
        before = std::move(above);
        above = std::move(row);
    }
    return above.back();
}

}  // namespace

std::string likelyWord(std::string_view written, const std::vector<std::string>& known)
{
    const std::string word = plain(written);
    if (word.empty() || word.size() > kLongestWord) {
        return {};
    }
    std::string likely;
    std::size_t least = std::max<std::size_t>(1, word.size() / 3) + 1;
    std::string longer;
    std::size_t countOfLonger = 0;
    for (const std::string& candidate : known) {
        const std::string other = plain(candidate);
        // Of two letters one is half: with another beginning it is another word ("cn" and "en").
        constexpr std::size_t kShort = 2;
        if (word.size() <= kShort && other.size() == word.size() && other.front() != word.front()) {
            continue;
        }
        const std::size_t apart = distance(word, other);
        // Of two that are as near, the one that goes on where the word stops.
        if (apart < least || (apart == least && !likely.empty() && other.starts_with(word))) {
            least = apart;
            likely = candidate;
        }
        if (other.starts_with(word)) {
            longer = candidate;
            ++countOfLonger;
        }
    }
    constexpr std::size_t kShortestBeginning = 3;
    return likely.empty() && countOfLonger == 1 && word.size() >= kShortestBeginning ? longer : likely;
}

Message withLikelyWord(Message sentence, std::string_view written, const std::vector<std::string>& known)
{
    const std::string likely = likelyWord(written, known);
    return likely.empty() || likely == written ? std::move(sentence)
                                               : Message::tr("{}; did you mean {}?", sentence, likely);
}

}  // namespace normscope
