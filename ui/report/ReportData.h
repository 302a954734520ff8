#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <normscope/base/Result.h>
#include <normscope/data/ImageSet.h>
#include <normscope/experiment/About.h>
#include <normscope/experiment/Comparison.h>
#include <normscope/experiment/Predictions.h>
#include <normscope/experiment/RunFolder.h>
#include <normscope/graph/Graph.h>

/// Everything that a report and its figures are made of, read from run folders once. No text for people in it but
/// names, sentences about what is missing and what people said themselves.
namespace normscope::ui
{

/// The answers of one run on its test set.
struct ReportRun
{
    std::uint64_t seed = 0;
    std::string variant = kBn;
    std::optional<Predictions> predictions;  ///< none where the run has not finished or its file is gone
    Message predictionsError;                ///< what is wrong with the file of a finished run; empty where nothing is
};

/// Why the pixels of the test images can be shown, or not.
enum class ImagesState
{
    Found,
    Gone,        ///< the dataset is not where it was
    Changed,     ///< there is a dataset of that name, but with other images than those trained on
    Unreadable,  ///< it is there and cannot be read; `imagesError` says why
};

/// A case, or the only one of an experiment.
struct ReportExperiment
{
    std::string name;   ///< its folder's; unlike that of any other experiment of the report
    std::string title;  ///< what people call it, or else what tells it from the others: "MLP", "learning rate 0.1"
    std::string slug;   ///< the name as part of file names: lower-case letters, digits, '.' and '-' only, and unique
    StoredCase stored;  ///< settings and curves
    About about;        ///< what people say of the experiment that it is or is a case of
    ExperimentComparison comparison;
    std::vector<ReportRun> runs;  ///< one for each of stored.runs, in their order
    /// The network whose variants are compared, with BN where there is such a run; none where no run.json can be read.
    std::optional<graph::Graph> model;
    std::optional<ImageSet> testImages;  ///< only where the dataset is there and is the one trained on, by its SHA-256
    ImagesState imagesState = ImagesState::Gone;
    Message imagesError;
    std::optional<graph::SampleShape> image;  ///< {C, H, W} that the networks were trained on
    std::vector<std::string> classes;  ///< names in the order of the labels; numbers where only their count is known
    std::int64_t trainingSamples = 0;  ///< trained on in an epoch; 0 where it is not known
    /// environment.json by key, in its order; empty where it is not there.
    std::vector<std::pair<std::string, std::string>> environment;
};

/// What the cases of one experiment differ in.
struct ReportPlan
{
    std::string name;                 ///< the experiment's folder's
    std::vector<std::string> varies;  ///< keys of settings: "lr"; empty: the cases have nothing but names ("mlp")
    /// One for each experiment of the report, in their order: its values of the keys that vary.
    std::vector<std::map<std::string, std::string>> values;
};

struct ReportData
{
    std::vector<ReportExperiment> experiments;  ///< at least one where it is whole
    std::optional<ReportPlan> plan;             ///< only where the experiments are the cases of one
    std::vector<Message> problems;              ///< what could not be read
    bool isWhole = true;                        ///< else it was stopped
};

/// Reads folders of experiments, cases and single runs; each case is an experiment of the report. An error where one of
/// them is none or cannot be read. Titles are in the language of the moment. `isStopped` is asked between cases.
[[nodiscard]] Result<ReportData> gatherReport(const std::vector<std::filesystem::path>& folders,
                                              const std::function<bool()>& isStopped = {});

}  // namespace normscope::ui
