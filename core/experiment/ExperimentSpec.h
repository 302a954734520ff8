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
    Twin,   ///< one run for each of two or more variants
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
    std::optional<graph::Graph> network;  ///< instead of the family and its options
    BatchNormChoice batchNorm;            ///< positions that are off are off in every variant
    std::vector<std::string> variants;    ///< labels: two and more for a twin, one for a single run; see variantsOf()
    double bnMomentum = 0.9;
    double bnEps = 1e-5;

    std::string dataset = "builtin";
    std::string testDataset;      ///< empty: the dataset's own test set
    std::int64_t limit = 0;       ///< first training samples to use; 0: all
    std::int64_t validation = 0;  ///< last of those to hold out
    std::int64_t perClass = 0;    ///< most of each class to use of what is left; 0: all
    bool binarize = false;        ///< every image is black and white

    TrainingSpec training;  ///< seed, evalEvery, probeEvery, lrStepSize and threads are filled in from below
    std::vector<std::uint64_t> seeds{1};     ///< each variant is trained once for each
    std::optional<std::int64_t> evalEvery;   ///< none: a tenth of an epoch, or never with testAt end
    std::optional<std::int64_t> probeEvery;  ///< none: 100
    std::optional<std::int64_t> lrStepSize;  ///< none: a third of the epochs
    std::optional<int> threads;              ///< of each network; none: see threadsOf()
    std::optional<int> jobs;                 ///< networks that train at one time; none: see lanesOf(). Never stored

    /// Whether the network is one of that family, and not one of the user's own.
    [[nodiscard]] bool isOf(ModelFamily one) const { return !network && family == one; }
};

/// The variants that the experiment trains for each seed, in its order. Where as many as its command takes are not
/// named: bn and no-bn of a twin; of a single run bn, or no-bn where every BN position is off.
[[nodiscard]] std::vector<std::string> variantsOf(const ExperimentSpec& spec);

/// Whether a family's options make a network: as many widths as stages, and few enough layers to be listed. One with
/// millions, which a file may ask for, would fill the memory by its list alone.
[[nodiscard]] Status checkDepth(const ExperimentSpec& spec);

/// The network of a spec that checkDepth() has let pass, for data of that shape, before its BN positions are switched;
/// every normalizer has its momentum and ε.
[[nodiscard]] graph::Graph modelOf(const ExperimentSpec& spec, const DataShape& data);

/// The network with its BN positions as chosen, which the variants are made of.
[[nodiscard]] Result<graph::Graph> chosenModelOf(const ExperimentSpec& spec, const DataShape& data);

/// The network of one of the experiment's variants. ErrorCode::Usage where it cannot be made.
[[nodiscard]] Result<graph::Graph> variantModelOf(const ExperimentSpec& spec, const std::string& variant,
                                                  const DataShape& data);

/// The settings that do not fit each other, told apart from single values, which Settings.h checks: Nesterov without
/// momentum, --test-at end with evaluations before the end, a BN list of the wrong length, widths that the images are
/// too small for, variants that cannot be made or are one network, batches with one value per channel, a model or batch
/// too large for the memory that is available. `samples` is the number of training samples after limit and validation;
/// 0 where it is not known yet. `bytesToRead` is the memory that data will take which are not read yet.
[[nodiscard]] Status checkTogether(const ExperimentSpec& spec, const DataShape& data, std::int64_t samples,
                                   std::int64_t bytesToRead = 0);

/// The runs of the experiment: each variant once for each seed.
[[nodiscard]] std::int64_t runCount(const ExperimentSpec& spec);

/// The threads that each network trains with where nobody chose another number: one where there are several runs, which
/// then share the cores, and all that the machine grants for a single one.
[[nodiscard]] int threadsOf(const ExperimentSpec& spec);

/// The lanes that networks of so many threads train on, where nobody chose another number: as many as the cores have
/// room for. Never more than there are runs.
[[nodiscard]] int lanesOf(const ExperimentSpec& spec, int threads);

/// The training of one seed, with everything that was left open decided.
[[nodiscard]] TrainingSpec trainingOf(const ExperimentSpec& spec, std::uint64_t seed, std::int64_t samples);

}  // namespace normscope
