#include <algorithm>
#include <array>
#include <cctype>
#include <exception>
#include <filesystem>
#include <iterator>
#include <map>
#include <system_error>
#include <utility>

#include <normscope/base/CounterRng.h>
#include <normscope/data/CsvForm.h>
#include <normscope/data/DatasetForm.h>
#include <normscope/data/NpzForm.h>
#include <normscope/data/PngForm.h>

namespace fs = std::filesystem;

namespace normscope
{

namespace
{

/// Of images for the test, where the data have none: one in so many, as in MNIST.
constexpr std::size_t kTestShare = 7;
/// The same images whatever a training's seed is.
constexpr std::uint64_t kSplitSeed = 0;

/// Takes `taken`, which are in order, out of the set.
ImageSet takeOut(ImageSet& set, const std::vector<std::int64_t>& taken)
{
    ImageSet out{set.channels, set.rows, set.columns, {}, {}};
    const std::int64_t size = set.imageSize();
    out.pixels.reserve(taken.size() * static_cast<std::size_t>(size));
    auto next = taken.begin();
    std::int64_t kept = 0;
    for (std::int64_t i = 0; i < set.count(); ++i) {
        const std::uint16_t label = set.labels[static_cast<std::size_t>(i)];
        if (next != taken.end() && *next == i) {
            out.pixels.insert(out.pixels.end(), set.image(i), set.image(i) + size);
            out.labels.push_back(label);
            ++next;
            continue;
        }
        if (kept < i) {
            std::copy_n(set.image(i), size, set.pixels.begin() + kept * size);
        }
        set.labels[static_cast<std::size_t>(kept++)] = label;
    }
    truncate(set, kept);
    return out;
}

/// A test part from the training images: of each class a seventh, rounded, and at least one image in all.
ImageSet splitTest(ImageSet& train)
{
    std::map<std::uint16_t, std::vector<std::pair<std::uint64_t, std::int64_t>>> ofClass;
    const CounterRng rng(kSplitSeed, CounterRng::word("test split"));
    for (std::int64_t i = 0; i < train.count(); ++i) {
        ofClass[train.labels[static_cast<std::size_t>(i)]].emplace_back(rng.bits(static_cast<std::uint64_t>(i)), i);
    }
    std::vector<std::int64_t> taken;
    for (auto& [label, members] : ofClass) {
        std::sort(members.begin(), members.end());
        const std::size_t count = (members.size() + kTestShare / 2) / kTestShare;
        std::transform(members.begin(), members.begin() + static_cast<std::ptrdiff_t>(count), std::back_inserter(taken),
                       [](const auto& one) { return one.second; });
    }
    if (taken.empty()) {
        const auto largest = std::max_element(ofClass.begin(), ofClass.end(), [](const auto& a, const auto& b) {
            return a.second.size() < b.second.size();
        });
        if (largest->second.size() > 1) {
            taken.push_back(largest->second.front().second);
        }
    }
    std::sort(taken.begin(), taken.end());
    return takeOut(train, taken);
}

Status checkSizes(const DatasetParts& parts)
{
    for (const DatasetPart* part : {&parts.train, parts.test ? &*parts.test : nullptr}) {
        if (part == nullptr) {
            continue;
        }
        if (part->images.labels.empty()) {
            return fail(ErrorCode::Data, Message::tr("{}: holds no images", part->source));
        }
        if (!haveSameSize(part->images, parts.train.images)) {
            return fail(ErrorCode::Data, Message::tr("{}: found images of {} pixels, expected {} as in {}",
                                                     part->source, sizeText(part->images, " x "),
                                                     sizeText(parts.train.images, " x "), parts.train.source));
        }
    }
    return {};
}

Result<ImageDataset> datasetOf(DatasetParts parts)
{
    if (auto status = checkSizes(parts); !status) {
        return passOn(status);
    }
    ImageDataset dataset;
    dataset.classes = std::move(parts.classes);
    if (dataset.classes.empty()) {
        const auto range = labelRange(parts.train.images.labels, parts.train.source, parts.train.place);
        if (!range) {
            return passOn(range);
        }
        dataset.classes = namesOf(*range);
        for (DatasetPart* part : {&parts.train, parts.test ? &*parts.test : nullptr}) {
            if (part == nullptr) {
                continue;
            }
            if (auto status = takeLabels(part->images.labels, *range, part->source, part->place); !status) {
                return passOn(status);
            }
        }
    }
    dataset.train = std::move(parts.train.images);
    if (parts.test) {
        dataset.test = std::move(parts.test->images);
        return dataset;
    }
    dataset.test = splitTest(dataset.train);
    dataset.testSplit = dataset.test.count();
    if (dataset.testSplit == 0) {
        return fail(ErrorCode::Data, Message::tr("{}: has no test images, and too few images of each class to split "
                                                 "some off",
                                                 parts.train.source));
    }
    return dataset;
}

}  // namespace

Result<std::optional<DatasetPlace>> findInForms(const std::string& path)
{
    for (const DatasetForm* form : std::array{&npzForm(), &csvForm(), &pngForm()}) {
        auto found = form->find(path);
        if (!found || *found) {
            return found;
        }
    }
    return std::nullopt;
}

Result<ImageDataset> readDataset(const DatasetPlace& place)
try {
    auto parts = place.form->read(place);
    if (!parts) {
        return passOn(parts);
    }
    return datasetOf(std::move(*parts));
} catch (const std::exception&) {  // std::bad_alloc, or std::length_error from a vector asked for too much
    return fail(ErrorCode::Io, Message::tr("{}: not enough memory to read it", place.train));
}

std::vector<std::string> namesIn(const std::string& folder)
{
    std::vector<std::string> names;
    std::error_code error;
    for (auto entry = fs::directory_iterator(folder, error); !error && entry != fs::directory_iterator();
         entry.increment(error)) {
        std::string name = entry->path().filename().string();
        if (!name.starts_with('.') && !name.starts_with("__")) {
            names.push_back(std::move(name));
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}

bool hasEnding(const std::string& name, const std::string& ending)
{
    return name.size() > ending.size() && std::equal(ending.rbegin(), ending.rend(), name.rbegin(), [](char a, char b) {
               return a == static_cast<char>(std::tolower(static_cast<unsigned char>(b)));
           });
}

}  // namespace normscope
