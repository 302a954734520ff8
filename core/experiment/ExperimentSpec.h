#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <normscope/base/Result.h>
#include <normscope/train/TrainingSpec.h>

namespace normscope
{

/// What an experiment trains for each seed.
enum class ExperimentKind
{
    Train,  ///< one run
    Twin,   ///< a run with and one without batch normalization
};

enum class ModelFamily
{
    Mlp,
    Cnn,
    ResNet,
};

/// Which BN positions are on: all or none, or one by one.
struct BatchNormChoice
{
    bool all = true;
    std::vector<bool> each;  ///< if not empty, one a position in order, and `all` does not count
};

/// Everything that a person chooses for an experiment: the value behind the options of the command line and behind
/// experiment.json (see Settings.h), which an experiment can be repeated from.
struct ExperimentSpec
{
    ExperimentKind kind = ExperimentKind::Twin;

    ModelFamily family = ModelFamily::Mlp;
    std::vector<std::int64_t> hidden{256, 128};
    std::vector<std::int64_t> channels{16, 32};
    std::vector<std::int64_t> blocks{1, 1, 1};
    std::vector<std::int64_t> widths{16, 32, 64};
    BatchNormChoice batchNorm;  ///< of the run, or of the twin's half with BN
    double bnMomentum = 0.9;
    double bnEps = 1e-5;

    std::string dataset = "builtin";
    std::string testDataset;      ///< empty: the dataset's own test set
    std::int64_t limit = 0;       ///< first training samples to use; 0: all
    std::int64_t validation = 0;  ///< last of those to hold out

    TrainingSpec training;                   ///< seed, evalEvery, lrStepSize and threads are filled in from below
    std::vector<std::uint64_t> seeds{1};     ///< one run or pair for each
    std::optional<std::int64_t> evalEvery;   ///< none: a tenth of an epoch, or never with testAt end
    std::optional<std::int64_t> lrStepSize;  ///< none: a third of the epochs
    std::optional<int> threads;              ///< none: what the machine grants
};

/// Whether the network has few enough layers to be listed: one with millions, which a file may ask for, would fill the
/// memory by its list alone.
[[nodiscard]] Status checkDepth(const ExperimentSpec& spec);

/// The network of a spec that checkDepth() has let pass, for images of that size, before its BN positions are switched.
[[nodiscard]] nn::ModelSpec modelOf(const ExperimentSpec& spec, std::int64_t rows, std::int64_t columns);

/// The network with its BN positions as chosen: what `train` runs and what is the twin's half with BN.
[[nodiscard]] Result<nn::ModelSpec> chosenModelOf(const ExperimentSpec& spec, std::int64_t rows, std::int64_t columns);

/// The settings that do not fit each other, told apart from single values, which Settings.h checks: Nesterov without
/// momentum, --test-at end with evaluations before the end, a BN list of the wrong length, widths that the images are
/// too small for, batches with one value per channel, a model or batch too large for the memory that is available.
/// `samples` is the number of training samples after limit and validation; 0 where it is not known yet. `bytesToRead`
/// is the memory that data will take which are not read yet.
[[nodiscard]] Status checkTogether(const ExperimentSpec& spec, std::int64_t rows, std::int64_t columns,
                                   std::int64_t samples, std::int64_t bytesToRead = 0);

/// The training of one seed, with everything that was left open decided.
[[nodiscard]] TrainingSpec trainingOf(const ExperimentSpec& spec, std::uint64_t seed, std::int64_t samples);

/// Only what can be said about it without data: known datasets have this size, folders may not.
inline constexpr std::int64_t kUsualImageSide = 28;

}  // namespace normscope
