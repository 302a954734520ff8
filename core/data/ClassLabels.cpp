#include <algorithm>

#include <normscope/data/ClassLabels.h>

namespace normscope
{

namespace
{

/// "0", "0 to 9".
Message labelsText(const LabelRange& range)
{
    return range.count == 1 ? Message(std::to_string(range.first))
                            : Message::tr("{} to {}", range.first, range.first + range.count - 1);
}

}  // namespace

Result<LabelRange> labelRange(std::span<const std::uint16_t> labels, const std::string& path, const LabelPlace& place)
{
    std::vector<bool> isThere(kMostClasses + 2, false);
    for (const std::uint16_t label : labels) {
        isThere[std::min<std::size_t>(label, kMostClasses + 1)] = true;
    }
    const std::int64_t first = isThere[0] ? 0 : 1;
    // The last entry stands for all that are too large.
    const std::int64_t gap = std::find(isThere.begin() + first, isThere.end() - 1, false) - isThere.begin();
    const LabelRange range{first, std::min(gap - first, kMostClasses)};
    const auto wrong = std::find_if(labels.begin(), labels.end(), [&](std::uint16_t label) {
        return label < range.first || label >= range.first + range.count;
    });
    const auto refuse = [&](std::span<const std::uint16_t>::iterator label, const Message& expected) {
        return fail(ErrorCode::Data, Message::tr("{}: at {} found label {}, expected {}", path,
                                                 place(label - labels.begin()), *label, expected));
    };
    if (range.count == 0) {
        const auto [least, largest] = std::minmax_element(labels.begin(), labels.end());
        const bool hasNoGap =
            *largest <= kMostClasses && std::count(isThere.begin(), isThere.end(), true) == *largest - *least + 1;
        return refuse(wrong, hasNoGap && *least < *largest
                                 ? Message::tr("labels from 0 or 1 on, which have no training samples (they are {} to "
                                               "{}: take {} from each)",
                                               *least, *largest, *least)
                                 : Message::tr("labels from 0 or 1 on, which have no training samples"));
    }
    if (wrong != labels.end() && range.count == kMostClasses) {
        return refuse(wrong, Message::tr("{} (at most {} classes)", labelsText(range), kMostClasses));
    }
    if (wrong != labels.end()) {
        return refuse(wrong,
                      Message::tr("{}: class {} has no training samples, and labels have to be 0 to K - 1 or 1 to "
                                  "K without a gap",
                                  labelsText(range), gap));
    }
    if (range.count == 1) {
        return refuse(labels.begin(),
                      Message::tr("labels of at least 2 classes: all training samples are of class {}", range.first));
    }
    return range;
}

Status takeLabels(std::vector<std::uint16_t>& labels, const LabelRange& range, const std::string& path,
                  const LabelPlace& place)
{
    const auto wrong = std::find_if(labels.begin(), labels.end(), [&](std::uint16_t label) {
        return label < range.first || label >= range.first + range.count;
    });
    if (wrong != labels.end()) {
        return fail(ErrorCode::Data,
                    Message::tr("{}: at {} found label {}, expected {} ({} classes)", path,
                                place(wrong - labels.begin()), *wrong, labelsText(range), range.count));
    }
    for (std::uint16_t& label : labels) {
        label = static_cast<std::uint16_t>(label - range.first);
    }
    return {};
}

std::vector<std::string> namesOf(const LabelRange& range)
{
    std::vector<std::string> names = numberedClasses(range.first + range.count);
    names.erase(names.begin(), names.begin() + range.first);
    return names;
}

std::int64_t firstLabelOf(const ImageDataset& dataset)
{
    return dataset.classes == namesOf(LabelRange{1, dataset.classCount()}) ? 1 : 0;
}

}  // namespace normscope
