#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <normscope/base/Numbers.h>
#include <normscope/base/PlainText.h>
#include <normscope/base/Suggestion.h>
#include <normscope/experiment/Variants.h>

namespace normscope
{

namespace
{

struct Variant
{
    const char* label;
    const char* name;
    const char* phrase;
};

constexpr std::array kVariants{
    Variant{kBn, "BN", "with BN"},
    Variant{kNoBn, "no BN", "without BN"},
    Variant{"layer-norm", "layer norm", "with layer norm"},
    Variant{"group-norm", "group norm", "with group norm"},
    Variant{"bn-after", "BN after the activation", "with BN after the activation"},
    Variant{"noisy-bn", "noisy BN", "with noisy BN"},
};

const Variant* find(std::string_view label)
{
    const auto* found =
        std::find_if(kVariants.begin(), kVariants.end(), [&](const Variant& one) { return label == one.label; });
    return found == kVariants.end() ? nullptr : found;
}

}  // namespace

const std::vector<std::string>& knownVariants()
{
    static const std::vector<std::string> kLabels = [] {
        std::vector<std::string> labels;
        for (const Variant& variant : kVariants) {
            labels.emplace_back(variant.label);
        }
        return labels;
    }();
    return kLabels;
}

bool isVariant(std::string_view label)
{
    return find(label) != nullptr;
}

std::string variantName(const std::string& label)
{
    const Variant* variant = find(label);
    return variant != nullptr ? variant->name : label;
}

std::string variantPhrase(const std::string& label)
{
    const Variant* variant = find(label);
    return variant != nullptr ? variant->phrase : "with " + label;
}

std::string variantColumn(const std::string& label)
{
    std::string column = label;
    std::replace(column.begin(), column.end(), '-', '_');
    return column;
}

std::size_t referenceOf(const std::vector<std::string>& labels)
{
    const auto found = std::find(labels.begin(), labels.end(), kNoBn);
    return found != labels.end() ? static_cast<std::size_t>(found - labels.begin()) : labels.size() - 1;
}

std::string differenceName(const std::string& label, const std::string& reference)
{
    return fmt::format("{} − {}", variantName(label), variantName(reference));
}

Result<std::vector<std::string>> parseVariants(std::string_view text, std::size_t least, std::size_t most)
{
    const auto refuse = [&](std::string_view unknown) {
        const auto known = fmt::join(knownVariants(), ", ");
        Message sentence = most == 1
                               ? Message::tr("got '{}', it needs exactly one of {}", inSentence(text), known)
                               : Message::tr("got '{}', it needs {} to {} different ones of {}, separated by commas",
                                             inSentence(text), least, most, known);
        return fail(ErrorCode::Usage, withLikelyWord(std::move(sentence), unknown, knownVariants()));
    };
    std::vector<std::string> labels;
    for (const std::string& label : splitAtCommas(text)) {
        const bool isTwice = std::find(labels.begin(), labels.end(), label) != labels.end();
        if (!isVariant(label) || isTwice || labels.size() == most) {
            return refuse(isVariant(label) ? std::string() : label);
        }
        labels.push_back(label);
    }
    return labels.size() < least ? refuse({}) : Result<std::vector<std::string>>(std::move(labels));
}

}  // namespace normscope
