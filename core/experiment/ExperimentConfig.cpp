#include <algorithm>
#include <limits>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <normscope/base/Numbers.h>
#include <normscope/base/PlainText.h>
#include <normscope/base/Suggestion.h>
#include <normscope/experiment/ExperimentConfig.h>
#include <normscope/experiment/RunInfo.h>
#include <normscope/experiment/Settings.h>
#include <normscope/graph/GraphJson.h>

namespace normscope
{

namespace
{

/// Reads what an experiment.json records beside the settings that have a text: facts, and the network. True if the key
/// was one of those.
Result<bool> readFact(const std::string& key, const Json& value, ExperimentConfig& config)
{
    const auto refuse = [&](const Message& needed) {
        return fail(ErrorCode::Usage,
                    Message::tr("\"{}\" is {}, it needs {}", key, inSentence(jsonText(value)), needed));
    };
    if (key == "format_version") {
        if (value != kFormatVersion) {
            return refuse(Message::tr("{}: the file was written by another version of Normscope", kFormatVersion));
        }
    } else if (key == "command") {
        const std::string command = nameOf(config.spec.kind);
        if (value != command) {
            return refuse(Message::tr("\"{}\": give the file to the command that it was made with", command));
        }
    } else if (key == "dataset_sha256" || key == "test_dataset_sha256") {
        if (!value.is_string()) {
            return refuse(Message::tr("a text"));
        }
        (key == "dataset_sha256" ? config.facts.datasetSha256 : config.facts.testDatasetSha256) = value;
    } else if (key == "dataset_split") {
        if (!value.is_number_unsigned() || value > std::numeric_limits<std::int32_t>::max()) {
            return refuse(Message::tr("a whole number from 0"));
        }
        config.facts.datasetSplit = value;
    } else if (key == "network") {
        auto network = graph::graphFromJson(value, "\"network\"");
        if (network) {
            if (const auto nodes = graph::describe(*network); !nodes) {
                return fail(nodes.error().code, Message::tr("\"network\": {}", nodes.error().message));
            }
            config.spec.network = std::move(*network);
        } else {
            return passOn(network);
        }
    } else if (key == "normalization") {
        auto read = normalizationFromJson(value);
        if (!read) {
            return refuse(Message::tr("an object with the lists \"mean\" and \"std\", each of one number a channel"));
        }
        config.facts.normalization = std::move(*read);
    } else {
        return false;
    }
    return true;
}

Status readSetting(const std::string& key, const Json& value, ExperimentSpec& spec)
{
    const Setting* setting = findSetting(key);
    if (setting == nullptr) {
        std::vector<std::string> keys;
        for (const Setting& known : settings()) {
            keys.push_back(known.key);
        }
        return fail(
            ErrorCode::Usage,
            withLikelyWord(Message::tr("unknown key \"{}\": the keys are the long options with _ for -, such as "
                                       "\"batch_size\"",
                                       inSentence(key)),
                           key, keys));
    }
    if (setting->only && *setting->only != spec.kind) {
        return fail(ErrorCode::Usage, Message::tr("the key \"{}\" belongs to the command {}, not to {}", key,
                                                  nameOf(*setting->only), nameOf(spec.kind)));
    }
    const auto text = optionText(value);
    if (!text) {
        return fail(ErrorCode::Usage, Message::tr("\"{}\" is {}, it needs a text, a number, a switch or a list of them",
                                                  key, inSentence(jsonText(value))));
    }
    auto status = setting->parse(spec, *text);
    if (!status) {
        return fail(status.error().code, Message::tr("\"{}\": {}", key, status.error().message));
    }
    return {};
}

}  // namespace

Json toJson(const Normalization& normalization)
{
    return {{"mean", normalization.mean}, {"std", normalization.std}};
}

Json toJson(const ExperimentSpec& spec, const DataFacts& facts)
{
    Json json = Json::object();
    json["format_version"] = kFormatVersion;
    json["command"] = nameOf(spec.kind);
    for (const Setting& setting : settings()) {
        if (setting.only && *setting.only != spec.kind) {
            continue;
        }
        if (auto value = setting.value(spec)) {
            json[setting.key] = std::move(*value);
        }
        if (setting.key == "dataset") {
            json["dataset_sha256"] = facts.datasetSha256;
            if (facts.datasetSplit > 0) {
                json["dataset_split"] = facts.datasetSplit;
            }
        } else if (setting.key == "test_dataset" && !spec.testDataset.empty()) {
            json["test_dataset_sha256"] = facts.testDatasetSha256;
        }
    }
    json["normalization"] = toJson(facts.normalization);
    return json;
}

Result<ExperimentConfig> fromJson(const Json& json, const ExperimentSpec& base, const std::string& source)
{
    ExperimentConfig config{base, {}};
    const auto refuse = [&](const Error& error) {
        return fail(error.code, Message::tr("{}: {}", source, error.message));
    };
    if (json.contains("network") && json.contains("model")) {
        return refuse(
            {ErrorCode::Usage, Message::tr("\"network\" and \"model\" contradict each other: leave one of them out")});
    }
    for (const auto& [key, value] : json.items()) {
        const auto isFact = readFact(key, value, config);
        if (!isFact) {
            return refuse(isFact.error());
        }
        if (!*isFact) {
            if (auto status = readSetting(key, value, config.spec); !status) {
                return refuse(status.error());
            }
        }
    }
    return config;
}

Result<ExperimentConfig> readConfig(const std::filesystem::path& path, const ExperimentSpec& base)
{
    auto json = readJsonObject(path);
    if (!json) {
        return fail(ErrorCode::Usage, json.error().message);
    }
    return fromJson(*json, base, path.string());
}

}  // namespace normscope
