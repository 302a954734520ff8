#pragma once

#include <filesystem>
#include <string>

#include <normscope/base/Json.h>
#include <normscope/base/Result.h>
#include <normscope/data/ImageSet.h>
#include <normscope/experiment/ExperimentSpec.h>

/// Experiments as JSON: what --config takes and what DIR/experiment.json holds.
namespace normscope
{

/// Facts about the data that an experiment.json records beside the settings.
struct DataFacts
{
    std::string datasetSha256;
    std::string testDatasetSha256;  ///< empty without --test-dataset
    Normalization normalization;
    std::int64_t datasetSplit = 0;  ///< test images that were split off the dataset's own; 0: it had some
};

/// An experiment.json read back.
struct ExperimentConfig
{
    ExperimentSpec spec;
    DataFacts facts;  ///< empty texts where the file does not say
};

inline constexpr int kFormatVersion = 2;

/// {"mean": […], "std": […]}: a number a channel.
[[nodiscard]] Json toJson(const Normalization& normalization);

/// The settings by key with format_version, command and the facts. No path of the results and no time in it.
[[nodiscard]] Json toJson(const ExperimentSpec& spec, const DataFacts& facts);

/// Applies a configuration over `base`, whose kind says which command is asking. An unknown key, a value out of range,
/// another command's file or another format version is an ErrorCode::Usage that names `source` and the key.
[[nodiscard]] Result<ExperimentConfig> fromJson(const Json& json, const ExperimentSpec& base,
                                                const std::string& source);

/// Reads a configuration file. ErrorCode::Usage also where there is no such file.
[[nodiscard]] Result<ExperimentConfig> readConfig(const std::filesystem::path& path, const ExperimentSpec& base);

}  // namespace normscope
