#include <algorithm>
#include <limits>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <normscope/base/PlainText.h>
#include <normscope/base/Suggestion.h>
#include <normscope/experiment/SettingForms.h>
#include <normscope/experiment/Variants.h>
#include <normscope/graph/GraphJson.h>

namespace normscope::settingforms
{

tl::unexpected<Error> need(std::string_view got, const Message& needed)
{
    return fail(ErrorCode::Usage, Message::tr("got '{}', it needs {}", inSentence(got), needed));
}

tl::unexpected<Error> needOneOf(std::string_view got, const std::vector<std::string>& words)
{
    const auto needed = need(got, Message::tr("one of {}", fmt::join(words, ", ")));
    return fail(needed.value().code, withLikelyWord(needed.value().message, got, words));
}

Result<std::int64_t> integerIn(std::string_view text, std::int64_t least, std::int64_t most)
{
    const auto number = parseInteger(text);
    if (!number || *number < least || *number > most) {
        return need(text, Message::tr("a whole number from {} to {}", least, most));
    }
    return *number;
}

namespace
{

std::optional<bool> parseSwitch(std::string_view text)
{
    if (text == "on" || text == "true") {
        return true;
    }
    if (text == "off" || text == "false") {
        return false;
    }
    return std::nullopt;
}

}  // namespace

Status parseNetwork(ExperimentSpec& spec, std::string_view text)
{
    auto network = graph::readGraph(std::filesystem::path(text));
    if (!network) {
        return passOn(network);
    }
    spec.network = std::move(*network);
    return {};
}

Status parseBatchNorm(ExperimentSpec& spec, std::string_view text)
{
    const auto parts = splitAtCommas(text);
    BatchNormChoice choice;
    for (const std::string& part : parts) {
        const auto on = parseSwitch(part);
        if (!on || choice.each.size() >= kLongestList) {
            const auto needed =
                need(text, Message::tr("on, off, or one on or off for each BN layer in order, separated by commas"));
            return fail(needed.value().code, withLikelyWord(needed.value().message, part, {"on", "off"}));
        }
        choice.each.push_back(*on);
    }
    if (parts.size() == 1) {
        choice.all = choice.each.front();
        choice.each.clear();
    }
    spec.batchNorm = std::move(choice);
    if (spec.kind == ExperimentKind::Train) {
        // Short for the variant bn or no-bn.
        spec.variants.clear();
    }
    return {};
}

std::optional<Json> batchNormValue(const ExperimentSpec& spec)
{
    const BatchNormChoice& choice = spec.batchNorm;
    if (spec.kind == ExperimentKind::Train && spec.variants.size() == 1 && choice.each.empty()) {
        return std::nullopt;  // another variant than bn or no-bn
    }
    std::vector<const char*> words{choice.all ? "on" : "off"};
    if (!choice.each.empty()) {
        words.clear();
        std::transform(choice.each.begin(), choice.each.end(), std::back_inserter(words),
                       [](bool on) { return on ? "on" : "off"; });
    }
    return Json(fmt::format("{}", fmt::join(words, ",")));
}

Status parseVariantList(ExperimentSpec& spec, std::string_view text)
{
    const bool isTwin = spec.kind == ExperimentKind::Twin;
    auto labels = isTwin ? parseVariants(text, 2, kMostVariants) : parseVariants(text, 1, 1);
    if (!labels) {
        return tl::unexpected(labels.error());
    }
    spec.variants = std::move(*labels);
    if (isTwin) {
        return {};
    }
    // A single run with or without BN is told by its BN layers; "off" was short for another variant.
    spec.batchNorm.all = true;
    if (spec.variants.front() == kNoBn) {
        spec.batchNorm = {false, {}};
    }
    if (spec.variants.front() == kNoBn || spec.variants.front() == kBn) {
        spec.variants.clear();
    }
    return {};
}

std::optional<Json> variantsValue(const ExperimentSpec& spec)
{
    // Of a single run --bn says the two variants that it can.
    return spec.kind == ExperimentKind::Twin || spec.variants.size() == 1 ? std::optional<Json>(variantsOf(spec))
                                                                          : std::nullopt;
}

Status parseSeeds(ExperimentSpec& spec, std::string_view text)
{
    if (auto status = checkWholeNumbers(text); !status) {
        return status;
    }
    std::vector<std::uint64_t> seeds;
    const auto refuse = [&] {
        return need(
            text, Message::tr("seeds from 0 up, each once: one, several separated by commas, or a range such as 1..6"));
    };
    for (const std::string& part : splitAtCommas(text)) {
        const std::size_t dots = part.find("..");
        const auto first = parseInteger(part.substr(0, dots));
        const auto last = dots == std::string::npos ? first : parseInteger(part.substr(dots + 2));
        if (!first || !last || *first < 0 || *last < *first ||
            static_cast<std::size_t>(*last - *first) + seeds.size() >= kLongestList) {
            return refuse();
        }
        // Unsigned, so that the step behind the largest seed is still a number.
        for (auto seed = static_cast<std::uint64_t>(*first); seed <= static_cast<std::uint64_t>(*last); ++seed) {
            seeds.push_back(seed);
        }
    }
    auto sorted = seeds;
    std::sort(sorted.begin(), sorted.end());
    if (std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end()) {
        return refuse();
    }
    spec.seeds = std::move(seeds);
    return {};
}

Status parseSeed(ExperimentSpec& spec, std::string_view text)
{
    const auto seed = integerIn(text, 0, std::numeric_limits<std::int64_t>::max());
    if (!seed) {
        return tl::unexpected(seed.error());
    }
    spec.seeds = {static_cast<std::uint64_t>(*seed)};
    return {};
}

std::optional<Json> neverWritten(const ExperimentSpec& /*spec*/)
{
    return std::nullopt;
}

}  // namespace normscope::settingforms
