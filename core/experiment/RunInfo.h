#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <normscope/base/Json.h>
#include <normscope/base/Result.h>
#include <normscope/data/ImageSet.h>
#include <normscope/experiment/Experiment.h>
#include <normscope/graph/Graph.h>
#include <normscope/train/TrainingSpec.h>

namespace normscope
{

/// The name of the file of it in a run's folder.
inline constexpr const char* kRunFile = "run.json";

/// What a run is: all that its weights, answers and tables need to be understood without the experiment that it is part
/// of and without its data. run.json holds it, written before the first step.
struct RunInfo
{
    std::string command;   ///< "train" or "twin"
    std::string caseName;  ///< of the experiment's cases; empty: the only one
    std::uint64_t seed = 0;
    std::string variant;
    std::string reference;           ///< the variant that it is compared with; empty: none
    Json settings = Json::object();  ///< every one decided, by key
    graph::Graph network;            ///< as the variant has it, every normalizer with its momentum and ε
    std::vector<std::string> classes;
    graph::SampleShape image;  ///< {C, H, W}
    Normalization normalization;
    std::string datasetSha256;
    std::string testDatasetSha256;  ///< empty without --test-dataset
    int threads = 1;
};

/// The run of that seed and variant in a case on those data.
[[nodiscard]] RunInfo runInfoOf(const ExperimentCase& one, const TrainingData& data, std::uint64_t seed,
                                const std::string& variant, int threads);

/// As run.json holds it.
[[nodiscard]] Json toJson(const RunInfo& run);

/// What a checkpoint must agree with to be gone on from: settings, network, data. In one line.
[[nodiscard]] std::string identityOf(const RunInfo& run);

/// {"mean": […], "std": […]}; none where it is something else, or the two lists are not as long as each other.
[[nodiscard]] std::optional<Normalization> normalizationFromJson(const Json& json);

/// The run.json of a run's folder. ErrorCode::Data where it is not there or does not hold together (a network that does
/// not fit the images and classes, say), Io where it cannot be read.
[[nodiscard]] Result<RunInfo> readRunInfo(const std::filesystem::path& leaf);

/// The network of a run's folder, or of the first run of an experiment's or a case's. ErrorCode::Usage where it is
/// none.
[[nodiscard]] Result<graph::Graph> storedNetwork(const std::filesystem::path& folder);

}  // namespace normscope
