#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include <normscope/base/PlainText.h>
#include <normscope/data/IdxFile.h>
#include <normscope/experiment/RunFolder.h>
#include <normscope/experiment/RunInfo.h>
#include <normscope/experiment/Settings.h>
#include <normscope/experiment/Variants.h>
#include <normscope/graph/GraphJson.h>
#include <normscope/graph/Variants.h>

namespace normscope
{

namespace fs = std::filesystem;

namespace
{

/// Settings that a run has a place of its own for.
bool isToldApart(const std::string& key)
{
    return key == "network" || key == "seeds" || key == "variants" || key == "threads";
}

/// The numbers of a list; none where it is something else.
std::optional<std::vector<double>> numbersOf(const Json& list)
{
    if (!list.is_array() || !std::all_of(list.begin(), list.end(), [](const Json& item) { return item.is_number(); })) {
        return std::nullopt;
    }
    return list.get<std::vector<double>>();
}

/// Reads the members of a run.json and remembers the first that is not what it should be.
class Reader
{
  public:
    explicit Reader(const Json& json)
        : m_json(json)
    {
    }

    std::string text(const char* key)
    {
        const Json& value = find(key);
        return accept(value.is_string(), key, Message::tr("a text")) ? value.get<std::string>() : std::string();
    }

    std::string textOrNone(const char* key) { return find(key).is_null() ? std::string() : text(key); }

    std::uint64_t whole(const char* key)
    {
        const Json& value = find(key);
        return accept(value.is_number_unsigned(), key, Message::tr("a whole number")) ? value.get<std::uint64_t>() : 0;
    }

    std::vector<std::string> texts(const char* key)
    {
        const Json& list = find(key);
        bool isList = list.is_array();
        std::vector<std::string> found;
        for (const Json& item : isList ? list : Json::array()) {
            isList = isList && item.is_string();
            found.push_back(isList ? item.get<std::string>() : std::string());
        }
        accept(isList, key, Message::tr("a list of texts"));
        return found;
    }

    std::vector<double> numbers(const Json& list, const char* key)
    {
        bool isList = list.is_array();
        std::vector<double> found;
        for (const Json& item : isList ? list : Json::array()) {
            isList = isList && item.is_number();
            found.push_back(isList ? item.get<double>() : 0.0);
        }
        accept(isList, key, Message::tr("a list of numbers"));
        return found;
    }

    Json object(const char* key)
    {
        const Json& value = find(key);
        return accept(value.is_object(), key, Message::tr("an object")) ? value : Json::object();
    }

    bool accept(bool isRight, const char* key, const Message& needed)
    {
        if (!isRight && m_problem.empty()) {
            m_problem = Message::tr("\"{}\" is {}, it needs {}", key, inSentence(jsonText(find(key))), needed);
        }
        return isRight;
    }

    [[nodiscard]] const Message& problem() const { return m_problem; }

  private:
    const Json& find(const char* key) const
    {
        static const Json kNone;
        const auto found = m_json.find(key);
        return found == m_json.end() ? kNone : *found;
    }

    const Json& m_json;
    Message m_problem;
};

Normalization readNormalization(Reader& reader, std::size_t channels)
{
    auto normalization = normalizationFromJson(reader.object("normalization"));
    const bool isWhole = normalization && normalization->mean.size() == channels;
    return reader.accept(isWhole, "normalization",
                         Message::tr("the lists \"mean\" and \"std\", each of one number a channel"))
               ? std::move(*normalization)
               : Normalization();
}

graph::SampleShape readImage(Reader& reader, const Json& json)
{
    graph::SampleShape image;
    for (const double extent : reader.numbers(json.value("image", Json()), "image")) {
        const bool isExtent =
            extent >= 1 && extent <= static_cast<double>(kLargestImageSide) && std::floor(extent) == extent;
        image.push_back(isExtent ? static_cast<std::int64_t>(extent) : 0);
    }
    const bool isImage = image.size() == 3 && std::find(image.begin(), image.end(), 0) == image.end();
    return reader.accept(isImage, "image", Message::tr("[channels, height, width]")) ? image
                                                                                     : graph::SampleShape{1, 1, 1};
}

/// The sentence of an error does not name the file.
Result<RunInfo> fromJson(const Json& json)
{
    if (json.value("format_version", Json()) != kFormatVersion) {
        return fail(ErrorCode::Data,
                    Message::tr("is of format_version {}, this program reads {}",
                                inSentence(jsonText(json.value("format_version", Json()))), kFormatVersion));
    }
    Reader reader(json);
    RunInfo run;
    run.command = reader.text("command");
    run.caseName = reader.textOrNone("case");
    run.seed = reader.whole("seed");
    run.variant = reader.text("variant");
    reader.accept(isVariant(run.variant), "variant", Message::tr("the label of a variant"));
    run.reference = reader.textOrNone("reference");
    reader.accept(run.reference.empty() || isVariant(run.reference), "reference",
                  Message::tr("the label of a variant"));
    run.settings = reader.object("settings");
    run.classes = reader.texts("classes");
    run.image = readImage(reader, json);
    run.normalization = readNormalization(reader, static_cast<std::size_t>(run.image.front()));
    run.datasetSha256 = reader.text("dataset_sha256");
    run.testDatasetSha256 = reader.textOrNone("test_dataset_sha256");
    constexpr std::uint64_t kMostThreads = 1'024;
    const std::uint64_t threads = reader.whole("threads");
    reader.accept(threads >= 1 && threads <= kMostThreads, "threads", Message::tr("a whole number from 1 to 1024"));
    run.threads = static_cast<int>(threads);
    if (!reader.problem().empty()) {
        return fail(ErrorCode::Data, reader.problem());
    }
    auto network = graph::graphFromJson(json.value("network", Json()), "\"network\"");
    if (!network) {
        return fail(ErrorCode::Data, network.error().message);
    }
    const auto classes = static_cast<std::int64_t>(run.classes.size());
    if (const auto nodes = graph::describeFor(*network, run.image, classes); !nodes) {
        return fail(ErrorCode::Data, Message::tr("\"network\": {}", nodes.error().message));
    }
    // As it was written: positions that are off are gone, and every normalizer has its numbers.
    auto inUse = graph::variantOf(*network, kBn);
    if (!inUse) {
        return fail(ErrorCode::Data, Message::tr("\"network\": {}", inUse.error().message));
    }
    run.network = graph::withNormalizerDefaults(std::move(*inUse), graph::kDefaultMomentum, graph::kDefaultEps);
    return run;
}

}  // namespace

std::optional<Normalization> normalizationFromJson(const Json& json)
{
    constexpr std::size_t kMostChannels = 3;
    if (!json.is_object()) {
        return std::nullopt;
    }
    auto mean = numbersOf(json.value("mean", Json()));
    auto std = numbersOf(json.value("std", Json()));
    if (!mean || !std || mean->size() != std->size() || mean->empty() || mean->size() > kMostChannels) {
        return std::nullopt;
    }
    return Normalization{std::move(*mean), std::move(*std)};
}

RunInfo runInfoOf(const ExperimentCase& one, const TrainingData& data, std::uint64_t seed, const std::string& variant,
                  int threads)
{
    const ExperimentSpec& spec = one.spec;
    const TrainingSpec training = trainingOf(spec, seed, data.train.count());
    ExperimentSpec decided = spec;
    decided.evalEvery = training.evalEvery;
    decided.lrStepSize = training.lrStepSize;
    if (!training.probes.empty()) {
        decided.probeEvery = training.probeEvery;
    }
    RunInfo run;
    run.command = nameOf(spec.kind);
    run.caseName = one.name;
    run.seed = seed;
    run.variant = variant;
    const auto variants = variantsOf(spec);
    run.reference = variants.size() > 1 ? variants[referenceOf(variants)] : std::string();
    for (const Setting& setting : settings()) {
        const bool isOfCommand = !setting.only || *setting.only == spec.kind;
        if (auto value = setting.value(decided); value && isOfCommand && !isToldApart(setting.key)) {
            run.settings[setting.key] = std::move(*value);
        }
    }
    // prepareCase() has seen that the network can be made.
    run.network = variantModelOf(spec, variant, data.shape()).value();
    run.classes = data.classes;
    run.image = data.shape().image;
    run.normalization = data.normalization;
    run.datasetSha256 = one.facts.datasetSha256;
    run.testDatasetSha256 = one.facts.testDatasetSha256;
    run.threads = threads;
    return run;
}

Json toJson(const RunInfo& run)
{
    const auto orNull = [](const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); };
    Json json = Json::object();
    json["format_version"] = kFormatVersion;
    json["command"] = run.command;
    json["case"] = orNull(run.caseName);
    json["seed"] = run.seed;
    json["variant"] = run.variant;
    json["reference"] = orNull(run.reference);
    json["settings"] = run.settings;
    json["network"] = graph::toJson(run.network);
    json["classes"] = run.classes;
    json["image"] = run.image;
    json["normalization"] = toJson(run.normalization);
    json["dataset_sha256"] = run.datasetSha256;
    json["test_dataset_sha256"] = orNull(run.testDatasetSha256);
    json["threads"] = run.threads;
    json["lr_changes"] = Json::array();
    return json;
}

std::string identityOf(const RunInfo& run)
{
    Json json = run.settings;
    json["seed"] = run.seed;
    json["variant"] = run.variant;
    json["network"] = graph::toJson(run.network);
    json["normalization"] = toJson(run.normalization);
    json["dataset_sha256"] = run.datasetSha256;
    json["test_dataset_sha256"] = run.testDatasetSha256;
    return jsonText(json);
}

Result<RunInfo> readRunInfo(const fs::path& leaf)
{
    const fs::path file = leaf / kRunFile;
    const auto json = readJsonBelow(leaf, kRunFile);
    if (!json) {
        const ErrorCode code = json.error().code == ErrorCode::Io ? ErrorCode::Io : ErrorCode::Data;
        return fail(code, json.error().message);
    }
    auto run = fromJson(*json);
    return run ? run
               : Result<RunInfo>(fail(run.error().code, Message::tr("{}: {}", file.string(), run.error().message)));
}

Result<graph::Graph> storedNetwork(const fs::path& folder)
{
    fs::path leaf = folder;
    std::error_code ignored;
    if (!fs::exists(folder / kRunFile, ignored)) {
        const auto plan = readPlan(folder);
        if (!plan) {
            return passOn(plan);
        }
        const ExperimentCase& one = plan->experiment.cases.at(plan->cases().front());
        leaf =
            leafOf(caseFolder(plan->place.experiment, one.name), one.spec.seeds.front(), variantsOf(one.spec).front());
    }
    auto run = readRunInfo(leaf);
    return run ? Result<graph::Graph>(std::move(run->network)) : Result<graph::Graph>(passOn(run));
}

}  // namespace normscope
