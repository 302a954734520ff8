#include <algorithm>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <normscope/base/PlainText.h>
#include <normscope/data/BuiltinDigits.h>
#include <normscope/data/DatasetCatalog.h>
#include <normscope/data/DigitRaster.h>
#include <normscope/experiment/Preparation.h>
#include <normscope/experiment/RunFolder.h>
#include <normscope/runtime/Threads.h>

namespace normscope
{

namespace
{

/// What is known beforehand of data that are drawn, not read: the samples to train on, and the memory of all of them.
/// Zeros for others.
struct DrawnData
{
    std::int64_t samples = 0;
    std::int64_t bytes = 0;
};

DrawnData drawnDataOf(const ExperimentSpec& spec)
{
    const auto all = drawnSamples(spec.dataset);
    if (!all) {
        return {};
    }
    constexpr auto kBytesPerSample = static_cast<std::int64_t>(kDigitSide * kDigitSide + sizeof(std::uint16_t));
    const std::int64_t limited = spec.limit > 0 ? std::min(spec.limit, *all) : *all;
    std::int64_t samples = std::max<std::int64_t>(0, limited - spec.validation);
    if (spec.perClass > 0) {
        samples = std::min(samples, spec.perClass * kBuiltinClasses);
    }
    return {samples, *all * kBytesPerSample};
}

/// Whether the classes are called as somebody has called them, and not numbered or as published.
bool hasOwnNames(const std::string& dataset, const std::vector<std::string>& classes)
{
    const auto& known = knownDatasets();
    const bool isKnown =
        std::any_of(known.begin(), known.end(), [&](const KnownDataset& one) { return one.name == dataset; });
    const auto count = static_cast<std::int64_t>(classes.size());
    auto fromOne = numberedClasses(count + 1);
    fromOne.erase(fromOne.begin());
    return !isKnown && classes != numberedClasses(count) && classes != fromOne;
}

/// Has classes of the same name count as one, where their names tell them apart: in folders they are ordered by what
/// other classes there are. ErrorCode::Usage where the network was trained on none of a name.
Status takeByName(const ExperimentSpec& spec, const TrainingData& data, ImageDataset& other)
{
    if (!hasOwnNames(spec.dataset, data.classes) && !hasOwnNames(spec.testDataset, other.classes)) {
        return {};
    }
    std::vector<std::uint16_t> places;
    for (const std::string& name : other.classes) {
        const auto found = std::find(data.classes.begin(), data.classes.end(), name);
        if (found == data.classes.end()) {
            return fail(ErrorCode::Usage, Message::tr("--test-dataset {}: its class {} is none of --dataset {}",
                                                      spec.testDataset, inSentence(asUtf8(name)), spec.dataset));
        }
        places.push_back(static_cast<std::uint16_t>(found - data.classes.begin()));
    }
    for (std::uint16_t& label : other.test.labels) {
        label = places.at(label);
    }
    return {};
}

/// Puts a part that was split off back behind the others.
void putBack(ImageSet& set, const ImageSet& part)
{
    set.pixels.insert(set.pixels.end(), part.pixels.begin(), part.pixels.end());
    set.labels.insert(set.labels.end(), part.labels.begin(), part.labels.end());
}

/// Whether a network that is trained on `data` can be tested on `other`.
Status checkTestData(const ExperimentSpec& spec, const TrainingData& data, const ImageDataset& other)
{
    if (!haveSameSize(other.test, data.train)) {
        return fail(ErrorCode::Usage,
                    Message::tr("--test-dataset {} has images of {}, --dataset {} of {}: they must be the same",
                                spec.testDataset, sizeText(other.test), spec.dataset, sizeText(data.train)));
    }
    // Labels are counted from 0 or from 1 in each for itself.
    if (!hasOwnNames(spec.dataset, data.classes) && !hasOwnNames(spec.testDataset, other.classes) &&
        (other.classes.front() == "1") != (data.classes.front() == "1")) {
        return fail(
            ErrorCode::Usage,
            Message::tr("--test-dataset {} has the classes {} to {}, --dataset {} has {} to {}: their labels do "
                        "not count from the same number",
                        spec.testDataset, other.classes.front(), other.classes.back(), spec.dataset,
                        data.classes.front(), data.classes.back()));
    }
    if (other.classes.size() > data.classes.size()) {
        return fail(ErrorCode::Usage,
                    Message::tr("--test-dataset {} has {} classes, --dataset {} only {}: a network cannot name those "
                                "that it was not trained on",
                                spec.testDataset, other.classes.size(), spec.dataset, data.classes.size()));
    }
    return {};
}

void warnIfDataDiffer(const std::string& dataset, const std::string& expected, const std::string& found)
{
    if (!expected.empty() && expected != found) {
        spdlog::warn("the dataset {} differs from the one of the configuration (SHA-256 {} instead of {}): results may "
                     "differ, too",
                     dataset, found.substr(0, 12), expected.substr(0, 12));
    }
}

/// Whether two cases train on the same files.
bool useSameFiles(const ExperimentSpec& a, const ExperimentSpec& b)
{
    return a.dataset == b.dataset && a.testDataset == b.testDataset;
}

/// Whether they train on the same samples of them.
bool useSameData(const ExperimentSpec& a, const ExperimentSpec& b)
{
    return useSameFiles(a, b) && a.limit == b.limit && a.validation == b.validation && a.perClass == b.perClass &&
           a.binarize == b.binarize;
}

}  // namespace

void nameDataFromAnywhere(ExperimentSpec& spec)
{
    spec.dataset = nameFromAnywhere(spec.dataset);
    spec.testDataset = nameFromAnywhere(spec.testDataset);
}

void nameDataFromAnywhere(Experiment& experiment)
{
    for (ExperimentCase& one : experiment.cases) {
        nameDataFromAnywhere(one.spec);
    }
}

Status checkWithoutData(const ExperimentSpec& spec)
{
    // The data of a folder may have any shape. What an MLP needs at least can be said all the same; everything else
    // depends on the size of the images and waits for them.
    std::error_code ignored;
    const bool isFolder = std::filesystem::exists(spec.dataset, ignored);
    if (spec.isOf(ModelFamily::Mlp) || !isFolder) {
        const DrawnData drawn = drawnDataOf(spec);
        const DataShape shape = isFolder ? DataShape{{1, 1, 1}, 2} : DataShape();
        if (auto status = checkTogether(spec, shape, drawn.samples, drawn.bytes); !status) {
            return status;
        }
    }
    for (const std::string& dataset : {spec.dataset, spec.testDataset}) {
        if (!dataset.empty()) {
            if (auto located = locateDataset(dataset); !located) {
                return passOn(located);
            }
        }
    }
    return {};
}

Status checkBeforeData(const Experiment& experiment, const std::filesystem::path& folder, bool force)
{
    for (const ExperimentCase& one : experiment.cases) {
        if (auto status = checkWithoutData(one.spec); !status) {
            const Message& message = status.error().message;
            return fail(status.error().code, one.name.empty() ? message : Message::tr("{}: {}", one.name, message));
        }
    }
    return checkTarget(folder, force);
}

Result<CaseData::Loaded> CaseData::load(const ExperimentCase& one)
{
    const ExperimentSpec& spec = one.spec;
    const int threads = availableThreads();
    auto dataset = loadDataset(spec.dataset, threads);
    if (!dataset) {
        return passOn(dataset);
    }
    if (dataset->testSplit > 0 && !spec.testDataset.empty()) {
        // It is tested on other images.
        putBack(dataset->train, dataset->test);
        dataset->testSplit = 0;
    }
    if (dataset->testSplit > 0) {
        spdlog::info("the dataset {} has no test images: {} of its {} images were split off for the test, a seventh of "
                     "each class, always the same",
                     spec.dataset, dataset->testSplit, dataset->testSplit + dataset->train.count());
    }
    Loaded loaded{spec, spec, {}, nullptr};
    loaded.found.dataset = dataset->name;
    loaded.facts.datasetSha256 = dataset->sha256;
    loaded.facts.datasetSplit = dataset->testSplit;
    TrainingData data;
    data.train = std::move(dataset->train);
    data.test = std::move(dataset->test);
    data.classes = std::move(dataset->classes);
    if (!spec.testDataset.empty()) {
        auto other = loadDataset(spec.testDataset, threads);
        if (!other) {
            return passOn(other);
        }
        if (other->testSplit > 0) {
            // All of them are for the test.
            putBack(other->test, other->train);
        }
        if (auto status = checkTestData(spec, data, *other); !status) {
            return passOn(status);
        }
        if (auto status = takeByName(spec, data, *other); !status) {
            return passOn(status);
        }
        loaded.found.testDataset = other->name;
        loaded.facts.testDatasetSha256 = other->sha256;
        data.test = std::move(other->test);
    }
    if (spec.limit > 0) {
        truncate(data.train, spec.limit);
    }
    if (spec.validation >= data.train.count()) {
        return fail(ErrorCode::Usage, Message::tr("--validation {} leaves nothing to train on: there are {} training "
                                                  "samples",
                                                  spec.validation, data.train.count()));
    }
    data.validation = splitTail(data.train, spec.validation);
    keepPerClass(data.train, spec.perClass);
    if (spec.binarize) {
        for (ImageSet* set : {&data.train, &data.validation, &data.test}) {
            binarize(*set);
        }
    }
    data.normalization = normalizationOf(data.train);
    loaded.facts.normalization = data.normalization;
    loaded.data = std::make_shared<const TrainingData>(std::move(data));
    return loaded;
}

Result<PreparedCase> CaseData::prepare(const ExperimentCase& one, bool warns)
{
    if (!m_last || !(useSameData(m_last->asked, one.spec) || useSameData(m_last->found, one.spec))) {
        m_last.reset();
        auto loaded = load(one);
        if (!loaded) {
            return passOn(loaded);
        }
        m_last = std::move(*loaded);
        if (warns) {
            warnIfDataDiffer(one.spec.dataset, one.facts.datasetSha256, m_last->facts.datasetSha256);
            warnIfDataDiffer(one.spec.testDataset, one.facts.testDatasetSha256, m_last->facts.testDatasetSha256);
        }
    }
    PreparedCase prepared{one, m_last->data};
    prepared.one.spec.dataset = m_last->found.dataset;
    prepared.one.spec.testDataset = m_last->found.testDataset;
    prepared.one.facts = m_last->facts;
    if (auto status = checkTogether(one.spec, prepared.data->shape(), prepared.data->train.count()); !status) {
        return passOn(status);
    }
    return prepared;
}

Result<PreparedCase> prepareCase(const ExperimentCase& one)
{
    return CaseData().prepare(one);
}

void addFacts(Experiment& experiment, const ExperimentCase& asked, const PreparedCase& prepared)
{
    const ExperimentSpec spec = asked.spec;
    for (ExperimentCase& one : experiment.cases) {
        if (!useSameFiles(one.spec, spec)) {
            continue;
        }
        if (useSameData(one.spec, spec)) {
            one.facts.normalization = prepared.one.facts.normalization;
        }
        one.facts.datasetSha256 = prepared.one.facts.datasetSha256;
        one.facts.datasetSplit = prepared.one.facts.datasetSplit;
        one.facts.testDatasetSha256 = prepared.one.facts.testDatasetSha256;
        one.spec.dataset = prepared.one.spec.dataset;
        one.spec.testDataset = prepared.one.spec.testDataset;
    }
}

}  // namespace normscope
