#include <algorithm>

#include <normscope/experiment/SettingForms.h>
#include <normscope/experiment/Settings.h>
#include <normscope/graph/GraphJson.h>

namespace normscope
{

namespace
{

using namespace settingforms;

const Words<ModelFamily> kFamilies{
    {"mlp", ModelFamily::Mlp}, {"cnn", ModelFamily::Cnn}, {"resnet", ModelFamily::ResNet}};
const Words<TestAt> kTestAt{{"every-epoch", TestAt::EveryEpoch}, {"end", TestAt::End}};
const Words<WeightDecayOn> kWeightDecayOn{{"all", WeightDecayOn::All}, {"weights", WeightDecayOn::Weights}};
const Words<LrPolicy> kLrPolicies{{"constant", LrPolicy::Constant},
                                  {"step", LrPolicy::Step},
                                  {"cosine", LrPolicy::Cosine},
                                  {"one-cycle", LrPolicy::OneCycle}};
const Words<Augmentation> kAugmentations{
    {"none", Augmentation::None}, {"affine", Augmentation::Affine}, {"elastic", Augmentation::Elastic}};
const Words<bool> kSwitch{{"on", true}, {"off", false}, {"true", true}, {"false", false}};

/// A family takes the place of a network that a configuration has.
Parse parseFamily(const Words<ModelFamily>& families)
{
    return
        [parse = oneOf(
             families, [](auto& spec) -> auto& { return spec.family; })](ExperimentSpec& spec, std::string_view text) {
            auto status = parse(spec, text);
            if (status) {
                spec.network.reset();
            }
            return status;
        };
}

/// A field of the spec, for reading and for writing.
#define NORMSCOPE_FIELD(member)                                                                                        \
    [](auto& spec) -> auto&                                                                                            \
    {                                                                                                                  \
        return spec.member;                                                                                            \
    }

void addModel(std::vector<Setting>& table)
{
    const auto atLeastZero = [](double value) { return value >= 0; };
    table.push_back({"model",
                     "mlp|cnn|resnet",
                     "network to train (mlp)",
                     {},
                     parseFamily(kFamilies),
                     [](const ExperimentSpec& spec) {
                         return spec.network ? std::nullopt : std::optional<Json>(wordFor(kFamilies, spec.family));
                     }});
    table.push_back({"network",
                     "FILE.json",
                     "network of your own, instead of --model and its options (see normscope network)",
                     {},
                     parseNetwork,
                     [](const ExperimentSpec& spec) {
                         return spec.network ? std::optional<Json>(graph::toJson(*spec.network)) : std::nullopt;
                     }});
    table.push_back({"hidden",
                     "LIST",
                     "widths of the MLP's hidden layers (256,128)",
                     {},
                     widthList(NORMSCOPE_FIELD(hidden)),
                     ofFamily(ModelFamily::Mlp, NORMSCOPE_FIELD(hidden))});
    table.push_back({"channels",
                     "LIST",
                     "channels of the CNN's convolutions (16,32)",
                     {},
                     widthList(NORMSCOPE_FIELD(channels)),
                     ofFamily(ModelFamily::Cnn, NORMSCOPE_FIELD(channels))});
    table.push_back({"blocks",
                     "LIST",
                     "basic blocks in each stage of the ResNet (1,1,1)",
                     {},
                     widthList(NORMSCOPE_FIELD(blocks)),
                     ofFamily(ModelFamily::ResNet, NORMSCOPE_FIELD(blocks))});
    table.push_back({"widths",
                     "LIST",
                     "channels in each stage of the ResNet (16,32,64)",
                     {},
                     widthList(NORMSCOPE_FIELD(widths)),
                     ofFamily(ModelFamily::ResNet, NORMSCOPE_FIELD(widths))});
    table.push_back({"bn", "on|off|LIST", "variant bn or no-bn, or one on/off for each BN layer in order (on)",
                     ExperimentKind::Train, parseBatchNorm, batchNormValue});
    table.push_back({"bn_layers", "on|LIST",
                     "one on/off for each BN layer in order; what is off is off in every variant (on)",
                     ExperimentKind::Twin, parseBatchNorm, batchNormValue});
    table.push_back({"variants",
                     "LIST",
                     "what stands in the BN layers' places: twin two to six, train one of bn, no-bn, layer-norm, "
                     "group-norm, bn-after (bn,no-bn; train: bn)",
                     {},
                     parseVariantList,
                     variantsValue});
    table.push_back({"bn_momentum",
                     "X",
                     "running = X * running + (1 - X) * batch; PyTorch's is 1 - X (0.9)",
                     {},
                     real(
                         NORMSCOPE_FIELD(bnMomentum), [](double value) { return value >= 0 && value <= 1; },
                         "a number from 0 to 1"),
                     plain(NORMSCOPE_FIELD(bnMomentum))});
    table.push_back({"bn_eps",
                     "X",
                     "added to the variance under the root (1e-5)",
                     {},
                     real(NORMSCOPE_FIELD(bnEps), atLeastZero, "a number that is not negative"),
                     plain(NORMSCOPE_FIELD(bnEps))});
}

void addData(std::vector<Setting>& table)
{
    table.push_back({"dataset",
                     "NAME|FOLDER",
                     "builtin, builtin:N, mnist, fashion-mnist, kmnist or a folder of IDX files "
                     "(builtin)",
                     {},
                     text(NORMSCOPE_FIELD(dataset)),
                     plain(NORMSCOPE_FIELD(dataset))});
    table.push_back({"test_dataset",
                     "NAME|FOLDER",
                     "dataset whose test set is used (the same)",
                     {},
                     text(NORMSCOPE_FIELD(testDataset)),
                     [](const ExperimentSpec& spec) {
                         return spec.testDataset.empty() ? std::nullopt : std::optional<Json>(spec.testDataset);
                     }});
    table.push_back({"limit",
                     "N",
                     "use the first N training samples; 0: all (0)",
                     {},
                     integer(NORMSCOPE_FIELD(limit), 0),
                     plain(NORMSCOPE_FIELD(limit))});
    table.push_back({"validation",
                     "N",
                     "hold out the last N training samples (0)",
                     {},
                     integer(NORMSCOPE_FIELD(validation), 0),
                     plain(NORMSCOPE_FIELD(validation))});
    table.push_back({"test_at",
                     "every-epoch|end",
                     "when the test set is looked at (every-epoch)",
                     {},
                     oneOf(kTestAt, NORMSCOPE_FIELD(training.testAt)),
                     word(kTestAt, NORMSCOPE_FIELD(training.testAt))});
    table.push_back({"augment",
                     "none|affine|elastic",
                     "vary the training images (none)",
                     {},
                     oneOf(kAugmentations, NORMSCOPE_FIELD(training.augmentation)),
                     word(kAugmentations, NORMSCOPE_FIELD(training.augmentation))});
}

void addOptimizer(std::vector<Setting>& table)
{
    const auto atLeastZero = [](double value) { return value >= 0; };
    const auto positive = [](double value) { return value > 0; };
    table.push_back({"epochs",
                     "N",
                     "passes over the training samples (5)",
                     {},
                     integer(NORMSCOPE_FIELD(training.epochs), 1, 1'000'000),
                     plain(NORMSCOPE_FIELD(training.epochs))});
    table.push_back({"batch_size",
                     "N",
                     "samples in a mini-batch (100)",
                     {},
                     integer(NORMSCOPE_FIELD(training.batchSize), 1),
                     plain(NORMSCOPE_FIELD(training.batchSize))});
    table.push_back({"lr",
                     "X",
                     "learning rate of SGD (0.1)",
                     {},
                     real(NORMSCOPE_FIELD(training.sgd.lr), positive, "a number greater than 0"),
                     plain(NORMSCOPE_FIELD(training.sgd.lr))});
    table.push_back({"momentum",
                     "X",
                     "momentum of SGD (0.9)",
                     {},
                     real(NORMSCOPE_FIELD(training.sgd.momentum), atLeastZero, "a number that is not negative"),
                     plain(NORMSCOPE_FIELD(training.sgd.momentum))});
    table.push_back({"weight_decay",
                     "X",
                     "L2 penalty of SGD (1e-4)",
                     {},
                     real(NORMSCOPE_FIELD(training.sgd.weightDecay), atLeastZero, "a number that is not negative"),
                     plain(NORMSCOPE_FIELD(training.sgd.weightDecay))});
    table.push_back({"nesterov",
                     "",
                     "Nesterov's momentum (off)",
                     {},
                     oneOf(kSwitch, NORMSCOPE_FIELD(training.sgd.nesterov)),
                     plain(NORMSCOPE_FIELD(training.sgd.nesterov))});
    table.push_back({"weight_decay_on",
                     "all|weights",
                     "decay all parameters, or weights only: no bias, no BN (all)",
                     {},
                     oneOf(kWeightDecayOn, NORMSCOPE_FIELD(training.sgd.weightDecayOn)),
                     word(kWeightDecayOn, NORMSCOPE_FIELD(training.sgd.weightDecayOn))});
    table.push_back({"lr_schedule",
                     "constant|step|cosine|one-cycle",
                     "learning rate over the run (constant)",
                     {},
                     oneOf(kLrPolicies, NORMSCOPE_FIELD(training.lrPolicy)),
                     word(kLrPolicies, NORMSCOPE_FIELD(training.lrPolicy))});
    table.push_back({"lr_step_size",
                     "N",
                     "epochs between the steps of --lr-schedule step (a third of the epochs)",
                     {},
                     integer(NORMSCOPE_FIELD(lrStepSize), 1),
                     ifSet(NORMSCOPE_FIELD(lrStepSize))});
    table.push_back({"lr_gamma",
                     "X",
                     "factor of each step of --lr-schedule step (0.1)",
                     {},
                     real(NORMSCOPE_FIELD(training.lrGamma), positive, "a number greater than 0"),
                     plain(NORMSCOPE_FIELD(training.lrGamma))});
}

void addRun(std::vector<Setting>& table)
{
    table.push_back({"seed", "N", "seed of initial weights and batches (1)", {}, parseSeed, neverWritten});
    table.push_back({"seeds",
                     "LIST",
                     "several seeds, each variant once for each: 1..6 or 1,5,9",
                     {},
                     parseSeeds,
                     plain(NORMSCOPE_FIELD(seeds))});
    table.push_back({"eval_every",
                     "N",
                     "iterations between evaluations on 2,000 fixed test samples; 0: never (a tenth of an epoch)",
                     {},
                     integer(NORMSCOPE_FIELD(evalEvery), 0),
                     ifSet(NORMSCOPE_FIELD(evalEvery))});
    table.push_back({"threads",
                     "N",
                     "threads a network (1 where there are several runs, all cores for a single one)",
                     {},
                     integer(NORMSCOPE_FIELD(threads), 1, 1024),
                     ifSet(NORMSCOPE_FIELD(threads))});
    // How many train at one time changes no result, so no file tells it.
    table.push_back({"jobs",
                     "N",
                     "networks that train at one time (as many as the cores have room for)",
                     {},
                     integer(NORMSCOPE_FIELD(jobs), 1, 1024),
                     neverWritten});
}

#undef NORMSCOPE_FIELD

}  // namespace

std::string Setting::option() const
{
    std::string text = "--" + key;
    std::replace(text.begin(), text.end(), '_', '-');
    return text;
}

const std::vector<Setting>& settings()
{
    static const std::vector<Setting> kTable = [] {
        std::vector<Setting> table;
        addModel(table);
        addData(table);
        addOptimizer(table);
        addRun(table);
        return table;
    }();
    return kTable;
}

const Setting* findSetting(std::string_view key)
{
    const auto& table = settings();
    const auto found = std::find_if(table.begin(), table.end(), [&](const Setting& one) { return one.key == key; });
    return found == table.end() ? nullptr : &*found;
}

std::string nameOf(ExperimentKind kind)
{
    return kind == ExperimentKind::Twin ? "twin" : "train";
}

std::string nameOf(ModelFamily family)
{
    return wordFor(kFamilies, family);
}

std::string modelWord(const ExperimentSpec& spec)
{
    return spec.network ? "network" : nameOf(spec.family);
}

}  // namespace normscope
