#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <normscope/base/Numbers.h>
#include <normscope/experiment/SettingForms.h>
#include <normscope/experiment/Settings.h>
#include <normscope/graph/GraphJson.h>
#include <normscope/probe/Instruments.h>

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
#define NORMSCOPE_FIELD(member) ([](auto& spec) -> auto& { return spec.member; })

void addModel(std::vector<Setting>& table)
{
    const auto atLeastZero = [](double value) { return value >= 0; };
    table.push_back(
        {.key = "model",
         .valueName = "mlp|cnn|resnet",
         .help = "network to train (mlp)",
         .parse = parseFamily(kFamilies),
         .value =
             [](const ExperimentSpec& spec) {
                 return spec.network ? std::nullopt : std::optional<Json>(wordFor(kFamilies, spec.family));
             },
         .takesList = true,
         .group = SettingGroup::Model,
         .texts = {.label = Message::tr("&Model"),
                   .meaning = Message::tr("The family of networks."),
                   .needs = Message::tr("MLP, CNN or ResNet")},
         .words = {{"mlp", Message::tr("MLP")}, {"cnn", Message::tr("CNN")}, {"resnet", Message::tr("Mini ResNet")}}});
    table.push_back({.key = "network",
                     .valueName = "FILE.json",
                     .help = "network of your own, instead of --model and its options (see normscope network)",
                     .parse = parseNetwork,
                     .value = [](const ExperimentSpec& spec) {
                         return spec.network ? std::optional<Json>(graph::toJson(*spec.network)) : std::nullopt;
                     }});
    table.push_back({.key = "hidden",
                     .valueName = "LIST",
                     .help = "widths of the MLP's hidden layers (256,128)",
                     .family = ModelFamily::Mlp,
                     .parse = widthList(NORMSCOPE_FIELD(hidden)),
                     .value = ofFamily(ModelFamily::Mlp, NORMSCOPE_FIELD(hidden)),
                     .group = SettingGroup::Model,
                     .texts = {.label = Message::tr("H&idden units"),
                               .meaning = Message::tr("Widths of the hidden layers, from the input on."),
                               .needs = Message::tr("whole numbers from 1, separated by commas")}});
    table.push_back({.key = "channels",
                     .valueName = "LIST",
                     .help = "channels of the CNN's convolutions (16,32)",
                     .family = ModelFamily::Cnn,
                     .parse = widthList(NORMSCOPE_FIELD(channels)),
                     .value = ofFamily(ModelFamily::Cnn, NORMSCOPE_FIELD(channels)),
                     .group = SettingGroup::Model,
                     .texts = {.label = Message::tr("&Channels"),
                               .meaning = Message::tr("Output channels of each convolution."),
                               .needs = Message::tr("whole numbers from 1, separated by commas")}});
    table.push_back({.key = "blocks",
                     .valueName = "LIST",
                     .help = "basic blocks in each stage of the ResNet (1,1,1)",
                     .family = ModelFamily::ResNet,
                     .parse = widthList(NORMSCOPE_FIELD(blocks)),
                     .value = ofFamily(ModelFamily::ResNet, NORMSCOPE_FIELD(blocks)),
                     .group = SettingGroup::Model,
                     .texts = {.label = Message::tr("&Blocks"),
                               .meaning = Message::tr("Residual blocks in each stage."),
                               .needs = Message::tr("whole numbers from 1, one a stage")}});
    table.push_back({.key = "widths",
                     .valueName = "LIST",
                     .help = "channels in each stage of the ResNet (16,32,64)",
                     .family = ModelFamily::ResNet,
                     .parse = widthList(NORMSCOPE_FIELD(widths)),
                     .value = ofFamily(ModelFamily::ResNet, NORMSCOPE_FIELD(widths)),
                     .group = SettingGroup::Model,
                     .texts = {.label = Message::tr("&Widths"),
                               .meaning = Message::tr("Channels of each stage."),
                               .needs = Message::tr("whole numbers from 1, one a stage")}});
    table.push_back({.key = "bn",
                     .valueName = "on|off|LIST",
                     .help = "variant bn or no-bn, or one on/off for each BN layer in order (on)",
                     .only = ExperimentKind::Train,
                     .parse = parseBatchNorm,
                     .value = batchNormValue});
    table.push_back(
        {.key = "bn_layers",
         .valueName = "on|LIST",
         .help = "one on/off for each BN layer in order; what is off is off in every variant (on)",
         .only = ExperimentKind::Twin,
         .parse = parseBatchNorm,
         .value = batchNormValue,
         .isSwitch = true,
         .group = SettingGroup::Model,
         .texts = {.label = Message::tr("Batch normalization"),
                   .meaning = Message::tr("Whether the network has batch normalization; a layer that is off is off in "
                                          "every variant. Single layers are switched in the table below."),
                   .needs = Message::tr("on or off")}});
    table.push_back(
        {.key = "variants",
         .valueName = "LIST",
         .help = "what stands in the BN layers' places: twin two to six, train one of bn, no-bn, layer-norm, "
                 "group-norm, bn-after, noisy-bn (bn,no-bn; train: bn)",
         .parse = parseVariantList,
         .value = variantsValue,
         .group = SettingGroup::Model,
         .texts = {.label = Message::tr("Variants"),
                   .meaning = Message::tr(
                       "What a twin compares, in the order given here; there are bn, no-bn, layer-norm, group-norm, "
                       "bn-after, noisy-bn. All others are compared with no-bn, or with the last where that is not "
                       "among them."),
                   .needs = Message::tr("two to six of them, each once, separated by commas")}});
    table.push_back({.key = "bn_momentum",
                     .valueName = "X",
                     .help = "running = X * running + (1 - X) * batch; PyTorch's is 1 - X (0.9)",
                     .parse = real(
                         NORMSCOPE_FIELD(bnMomentum), [](double value) { return value >= 0 && value <= 1; },
                         Message::tr("a number from 0 to 1")),
                     .value = plain(NORMSCOPE_FIELD(bnMomentum)),
                     .takesList = true,
                     .group = SettingGroup::Model,
                     .texts = {.label = Message::tr("BN m&omentum"),
                               .meaning = Message::tr("Weight of the past in the running estimates of mean and "
                                                      "variance. PyTorch's momentum is 1 minus this."),
                               .needs = Message::tr("a number from 0 to 1")}});
    table.push_back(
        {.key = "bn_eps",
         .valueName = "X",
         .help = "added to the variance under the root (1e-5)",
         .parse = real(NORMSCOPE_FIELD(bnEps), atLeastZero, Message::tr("a number that is not negative")),
         .value = plain(NORMSCOPE_FIELD(bnEps)),
         .takesList = true,
         .group = SettingGroup::Model,
         .texts = {.label = Message::tr("BN ε"),
                   .meaning = Message::tr("Added to the variance under the root, against division by zero."),
                   .needs = Message::tr("a number that is not negative")}});
}

void addData(std::vector<Setting>& table)
{
    table.push_back({.key = "dataset",
                     .valueName = "NAME|FOLDER|FILE",
                     .help = "builtin, builtin:N, mnist, fashion-mnist, kmnist, or a folder or file of IDX files, "
                             ".npz, .csv or PNG files (builtin)",
                     .parse = text(NORMSCOPE_FIELD(dataset)),
                     .value = plain(NORMSCOPE_FIELD(dataset)),
                     .group = SettingGroup::Data,
                     .texts = {.label = Message::tr("&Dataset"),
                               .meaning = Message::tr("The images to train on: digits that the program draws, a known "
                                                      "dataset, or a folder or file with IDX files, arrays (.npz), "
                                                      "tables (.csv) or PNG files."),
                               .needs = Message::tr("a name, a folder or a file")}});
    table.push_back({.key = "test_dataset",
                     .valueName = "NAME|FOLDER|FILE",
                     .help = "dataset whose test set is used (the same)",
                     .parse = text(NORMSCOPE_FIELD(testDataset)),
                     .value =
                         [](const ExperimentSpec& spec) {
                             return spec.testDataset.empty() ? std::nullopt : std::optional<Json>(spec.testDataset);
                         },
                     .clear = [](ExperimentSpec& spec) { spec.testDataset.clear(); },
                     .group = SettingGroup::Data,
                     .texts = {.label = Message::tr("Test on"),
                               .meaning = Message::tr("The dataset whose test images are used. Empty: the same."),
                               .needs = Message::tr("a name, a folder or a file, or nothing"),
                               .open = Message::tr("the same")}});
    table.push_back({.key = "limit",
                     .valueName = "N",
                     .help = "use the first N training samples; 0: all (0)",
                     .parse = integer(NORMSCOPE_FIELD(limit), 0),
                     .value = plain(NORMSCOPE_FIELD(limit)),
                     .takesList = true,
                     .group = SettingGroup::Data,
                     .texts = {.label = Message::tr("&Use first"),
                               .meaning = Message::tr("Number of training samples to use. 0: all."),
                               .needs = Message::tr("a whole number from 0")}});
    table.push_back({.key = "validation",
                     .valueName = "N",
                     .help = "hold out the last N training samples (0)",
                     .parse = integer(NORMSCOPE_FIELD(validation), 0),
                     .value = plain(NORMSCOPE_FIELD(validation)),
                     .takesList = true,
                     .group = SettingGroup::Data,
                     .texts = {.label = Message::tr("V&alidation"),
                               .meaning = Message::tr("Number of training samples that are held out, from the end."),
                               .needs = Message::tr("a whole number from 0")}});
    table.push_back(
        {.key = "per_class",
         .valueName = "N",
         .help = "use at most N training samples of each class; 0: all (0)",
         .parse = integer(NORMSCOPE_FIELD(perClass), 0),
         .value = plain(NORMSCOPE_FIELD(perClass)),
         .takesList = true,
         .group = SettingGroup::Data,
         .texts = {.label = Message::tr("Of each class"),
                   .meaning = Message::tr("The most training samples of a class to use, of those that are not held "
                                          "out. They are drawn at random, but are always the same. 0: all."),
                   .needs = Message::tr("a whole number from 0")}});
    table.push_back({.key = "binarize",
                     .valueName = "",
                     .help = "pixels above 127 are white, all others black (off)",
                     .parse = oneOf(kSwitch, NORMSCOPE_FIELD(binarize)),
                     .value = plain(NORMSCOPE_FIELD(binarize)),
                     .isSwitch = true,
                     .group = SettingGroup::Data,
                     .texts = {.label = Message::tr("Black and white"),
                               .meaning = Message::tr("Pixels above 127 become white and all others black, as for the "
                                                      "network of Ioffe and Szegedy's figure 1."),
                               .needs = Message::tr("on or off")}});
    table.push_back({.key = "label_noise",
                     .valueName = "X",
                     .help = "share of the training labels that are replaced by a wrong one, by the seed (0)",
                     .parse = real(
                         NORMSCOPE_FIELD(training.labelNoise), [](double value) { return value >= 0 && value <= 1; },
                         Message::tr("a number from 0 to 1")),
                     .value = plain(NORMSCOPE_FIELD(training.labelNoise)),
                     .takesList = true,
                     .group = SettingGroup::Data,
                     .texts = {.label = Message::tr("Label noise"),
                               .meaning = Message::tr("The share of the training labels that are wrong: each is "
                                                      "replaced with this probability by another class, once for all "
                                                      "epochs and alike in every variant. Labels of validation and "
                                                      "test stay right."),
                               .needs = Message::tr("a number from 0 to 1")}});
    table.push_back({.key = "test_at",
                     .valueName = "every-epoch|end",
                     .help = "when the test set is looked at (every-epoch)",
                     .parse = oneOf(kTestAt, NORMSCOPE_FIELD(training.testAt)),
                     .value = word(kTestAt, NORMSCOPE_FIELD(training.testAt)),
                     .takesList = true,
                     .group = SettingGroup::Data,
                     .texts = {.label = Message::tr("Look at test set"),
                               .meaning = Message::tr("When the test set is looked at. To tune without it, hold "
                                                      "samples out for validation and look at the end."),
                               .needs = Message::tr("every epoch or at the end")},
                     .words = {{"every-epoch", Message::tr("every epoch")}, {"end", Message::tr("at the end")}}});
    table.push_back({.key = "augment",
                     .valueName = "none|affine|elastic",
                     .help = "vary the training images (none)",
                     .parse = oneOf(kAugmentations, NORMSCOPE_FIELD(training.augmentation)),
                     .value = word(kAugmentations, NORMSCOPE_FIELD(training.augmentation)),
                     .takesList = true,
                     .group = SettingGroup::Data,
                     .texts = {.label = Message::tr("Au&gmentation"),
                               .meaning = Message::tr("How training images are varied, anew in each epoch."),
                               .needs = Message::tr("none, affine or elastic")},
                     .words = {{"none", Message::tr("none")},
                               {"affine", Message::tr("affine")},
                               {"elastic", Message::tr("elastic")}}});
}

void addOptimizer(std::vector<Setting>& table)
{
    const auto atLeastZero = [](double value) { return value >= 0; };
    const auto positive = [](double value) { return value > 0; };
    table.push_back({.key = "epochs",
                     .valueName = "N",
                     .help = "passes over the training samples (5)",
                     .parse = integer(NORMSCOPE_FIELD(training.epochs), 1, 1'000'000),
                     .value = plain(NORMSCOPE_FIELD(training.epochs)),
                     .takesList = true,
                     .group = SettingGroup::Run,
                     .texts = {.label = Message::tr("E&pochs"),
                               .meaning = Message::tr("Passes over all training samples."),
                               .needs = Message::tr("a whole number from 1 to 1000000")}});
    table.push_back({.key = "batch_size",
                     .valueName = "N",
                     .help = "samples in a mini-batch (100)",
                     .parse = integer(NORMSCOPE_FIELD(training.batchSize), 1),
                     .value = plain(NORMSCOPE_FIELD(training.batchSize)),
                     .takesList = true,
                     .group = SettingGroup::Run,
                     .texts = {.label = Message::tr("Batch si&ze"),
                               .meaning = Message::tr("Samples in a mini-batch, over which BN takes its statistics."),
                               .needs = Message::tr("a whole number from 1")}});
    table.push_back({.key = "lr",
                     .valueName = "X",
                     .help = "learning rate of SGD (0.1)",
                     .parse = real(NORMSCOPE_FIELD(training.sgd.lr), positive, Message::tr("a number greater than 0")),
                     .value = plain(NORMSCOPE_FIELD(training.sgd.lr)),
                     .takesList = true,
                     .group = SettingGroup::Optimizer,
                     .texts = {.label = Message::tr("&Learning rate"),
                               .meaning = Message::tr("Step size of SGD, or its maximum with one cycle."),
                               .needs = Message::tr("a number greater than 0, such as 0.1 or 1e-3")}});
    table.push_back({.key = "momentum",
                     .valueName = "X",
                     .help = "momentum of SGD (0.9)",
                     .parse = real(NORMSCOPE_FIELD(training.sgd.momentum), atLeastZero,
                                   Message::tr("a number that is not negative")),
                     .value = plain(NORMSCOPE_FIELD(training.sgd.momentum)),
                     .takesList = true,
                     .group = SettingGroup::Optimizer,
                     .texts = {.label = Message::tr("Mome&ntum"),
                               .meaning = Message::tr("Momentum of SGD."),
                               .needs = Message::tr("a number that is not negative")}});
    table.push_back({.key = "weight_decay",
                     .valueName = "X",
                     .help = "L2 penalty of SGD (1e-4)",
                     .parse = real(NORMSCOPE_FIELD(training.sgd.weightDecay), atLeastZero,
                                   Message::tr("a number that is not negative")),
                     .value = plain(NORMSCOPE_FIELD(training.sgd.weightDecay)),
                     .takesList = true,
                     .group = SettingGroup::Optimizer,
                     .texts = {.label = Message::tr("Weight deca&y"),
                               .meaning = Message::tr("L2 penalty of SGD."),
                               .needs = Message::tr("a number that is not negative, such as 1e-4")}});
    table.push_back({.key = "nesterov",
                     .valueName = "",
                     .help = "Nesterov's momentum (off)",
                     .parse = oneOf(kSwitch, NORMSCOPE_FIELD(training.sgd.nesterov)),
                     .value = plain(NORMSCOPE_FIELD(training.sgd.nesterov)),
                     .isSwitch = true,
                     .group = SettingGroup::Optimizer,
                     .texts = {.label = Message::tr("Nesterov momentum"),
                               .meaning = Message::tr("Nesterov's form of the momentum."),
                               .needs = Message::tr("on or off")}});
    table.push_back({.key = "weight_decay_on",
                     .valueName = "all|weights",
                     .help = "decay all parameters, or weights only: no bias, no BN (all)",
                     .parse = oneOf(kWeightDecayOn, NORMSCOPE_FIELD(training.sgd.weightDecayOn)),
                     .value = word(kWeightDecayOn, NORMSCOPE_FIELD(training.sgd.weightDecayOn)),
                     .takesList = true,
                     .group = SettingGroup::Optimizer,
                     .texts = {.label = Message::tr("Decay"),
                               .meaning = Message::tr("Which parameters weight decay acts on."),
                               .needs = Message::tr("all parameters or weights only")},
                     .words = {{"all", Message::tr("all parameters")}, {"weights", Message::tr("weights only")}}});
    table.push_back({.key = "lr_schedule",
                     .valueName = "constant|step|cosine|one-cycle",
                     .help = "learning rate over the run (constant)",
                     .parse = oneOf(kLrPolicies, NORMSCOPE_FIELD(training.lrPolicy)),
                     .value = word(kLrPolicies, NORMSCOPE_FIELD(training.lrPolicy)),
                     .takesList = true,
                     .group = SettingGroup::Optimizer,
                     .texts = {.label = Message::tr("Schedule"),
                               .meaning = Message::tr("The learning rate over the run."),
                               .needs = Message::tr("constant, step, cosine or one cycle")},
                     .words = {{"constant", Message::tr("constant")},
                               {"step", Message::tr("step")},
                               {"cosine", Message::tr("cosine")},
                               {"one-cycle", Message::tr("one cycle")}}});
    table.push_back(
        {.key = "lr_step_size",
         .valueName = "N",
         .help = "epochs between the steps of --lr-schedule step (a third of the epochs)",
         .parse = integer(NORMSCOPE_FIELD(lrStepSize), 1),
         .value = ifSet(NORMSCOPE_FIELD(lrStepSize)),
         .clear = [](ExperimentSpec& spec) { spec.lrStepSize.reset(); },
         .takesList = true,
         .group = SettingGroup::Optimizer,
         .texts = {.label = Message::tr("Step after"),
                   .meaning = Message::tr("Epochs between the steps of the schedule. Empty: a third of the epochs."),
                   .needs = Message::tr("a whole number from 1, or nothing"),
                   .open = Message::tr("a third of the epochs")}});
    table.push_back({.key = "lr_gamma",
                     .valueName = "X",
                     .help = "factor of each step of --lr-schedule step (0.1)",
                     .parse = real(NORMSCOPE_FIELD(training.lrGamma), positive, Message::tr("a number greater than 0")),
                     .value = plain(NORMSCOPE_FIELD(training.lrGamma)),
                     .takesList = true,
                     .group = SettingGroup::Optimizer,
                     .texts = {.label = Message::tr("Step factor"),
                               .meaning = Message::tr("What each step multiplies the learning rate with."),
                               .needs = Message::tr("a number greater than 0")}});
}

void addRun(std::vector<Setting>& table)
{
    table.push_back({.key = "seed",
                     .valueName = "N",
                     .help = "seed of initial weights and batches (1)",
                     .parse = parseSeed,
                     .value = neverWritten});
    table.push_back(
        {.key = "seeds",
         .valueName = "LIST",
         .help = "several seeds, each variant once for each: 1..6 or 1,5,9",
         .parse = parseSeeds,
         .value = plain(NORMSCOPE_FIELD(seeds)),
         .group = SettingGroup::Run,
         .texts = {.label = Message::tr("&Seeds"),
                   .meaning = Message::tr("Seeds of initial weights and batches; every variant is trained for each."),
                   .needs = Message::tr("numbers such as 1, 1..6 or 1,5,9, each once")}});
    table.push_back(
        {.key = "eval_every",
         .valueName = "N",
         .help = "iterations between evaluations on 2,000 fixed test samples; 0: never (a tenth of an epoch)",
         .parse = integer(NORMSCOPE_FIELD(evalEvery), 0),
         .value = ifSet(NORMSCOPE_FIELD(evalEvery)),
         .clear = [](ExperimentSpec& spec) { spec.evalEvery.reset(); },
         .group = SettingGroup::Run,
         .texts = {.label = Message::tr("Evaluate every"),
                   .meaning = Message::tr("Iterations between evaluations on 2,000 fixed test samples, off the clock. "
                                          "0: never. Empty: a tenth of an epoch."),
                   .needs = Message::tr("a whole number from 0, or nothing"),
                   .open = Message::tr("a tenth of an epoch")}});
    table.push_back(
        {.key = "probe",
         .valueName = "LIST",
         .help = "instruments that look inside the networks, by name or as economy, business or full (none)",
         .parse = [](ExperimentSpec& spec, std::string_view text) -> Status {
             auto probes = parseProbes(text);
             if (!probes) {
                 return passOn(probes);
             }
             spec.training.probes = std::move(*probes);
             return {};
         },
         .value =
             [](const ExperimentSpec& spec) {
                 const auto& probes = spec.training.probes;
                 return probes.empty() ? std::nullopt : std::optional<Json>(probes);
             },
         .clear = [](ExperimentSpec& spec) { spec.training.probes.clear(); },
         .group = SettingGroup::Run,
         .texts = {.label = Message::tr("Look inside by"),
                   .meaning = Message::tr("Instruments that look at weights, activations and gradients "
                                          "while it trains, off the clock: names, or economy, business or "
                                          "full for those that cost little, more, much. Empty: none."),
                   .needs = Message::tr("names of instruments, separated by commas, or nothing"),
                   .open = Message::tr("none")}});
    table.push_back({.key = "probe_every",
                     .valueName = "N",
                     .help = "iterations between looks of the instruments of --probe (100)",
                     .parse = integer(NORMSCOPE_FIELD(probeEvery), 1),
                     .value = ifSet(NORMSCOPE_FIELD(probeEvery)),
                     .clear = [](ExperimentSpec& spec) { spec.probeEvery.reset(); },
                     .group = SettingGroup::Run,
                     .texts = {.label = Message::tr("Look every"),
                               .meaning = Message::tr("Iterations between two looks of the instruments that look "
                                                      "regularly. Empty: 100."),
                               .needs = Message::tr("a whole number from 1, or nothing"),
                               .open = Message::tr("100")}});
    table.push_back(
        {.key = "threads",
         .valueName = "N",
         .help = "threads a network (1 where there are several runs, all cores for a single one)",
         .parse = integer(NORMSCOPE_FIELD(threads), 1, 1024),
         .value = ifSet(NORMSCOPE_FIELD(threads)),
         .clear = [](ExperimentSpec& spec) { spec.threads.reset(); },
         .group = SettingGroup::Run,
         .texts = {.label = Message::tr("Th&reads"),
                   .meaning = Message::tr("Processor threads to train with. Empty: all that the machine grants."),
                   .needs = Message::tr("a whole number from 1 to 1024, or nothing"),
                   .open = Message::tr("all")}});
    // How many train at one time changes no result, so no file tells it.
    table.push_back({.key = "jobs",
                     .valueName = "N",
                     .help = "networks that train at one time (as many as the cores have room for)",
                     .parse = integer(NORMSCOPE_FIELD(jobs), 1, 1024),
                     .value = neverWritten,
                     .unwritten = ifSet(NORMSCOPE_FIELD(jobs)),
                     .clear = [](ExperimentSpec& spec) { spec.jobs.reset(); },
                     .group = SettingGroup::Run,
                     .texts = {.label = Message::tr("At one time"),
                               .meaning = Message::tr("Networks that train at one time, of all seeds, variants and "
                                                      "cases. It changes no result. Empty: as many as the processor "
                                                      "has cores for."),
                               .needs = Message::tr("a whole number from 1 to 1024, or nothing"),
                               .open = Message::tr("all cores")}});
}

#undef NORMSCOPE_FIELD

std::vector<Setting>& changeableSettings()
{
    static std::vector<Setting> table = [] {
        std::vector<Setting> all;
        addModel(all);
        addData(all);
        addOptimizer(all);
        addRun(all);
        return all;
    }();
    return table;
}

}  // namespace

std::optional<std::string> optionText(const Json& value)
{
    if (value.is_string()) {
        return value.get<std::string>();
    }
    if (value.is_boolean()) {
        return value.get<bool>() ? "on" : "off";
    }
    if (value.is_number_integer()) {
        return value.dump();
    }
    if (value.is_number()) {
        return shortest(value.get<double>());
    }
    if (value.is_array()) {
        std::vector<std::string> parts;
        for (const Json& item : value) {
            auto part = item.is_array() ? std::nullopt : optionText(item);
            if (!part) {
                return std::nullopt;
            }
            parts.push_back(std::move(*part));
        }
        return fmt::format("{}", fmt::join(parts, ","));
    }
    return std::nullopt;
}

std::string Setting::text(const ExperimentSpec& spec) const
{
    const auto found = value(spec);
    return found ? optionText(*found).value_or(jsonText(*found)) : std::string();
}

std::string Setting::option() const
{
    std::string text = "--" + key;
    std::replace(text.begin(), text.end(), '_', '-');
    return text;
}

const std::vector<Setting>& settings()
{
    return changeableSettings();
}

ScopedSetting::ScopedSetting(Setting setting)
{
    changeableSettings().push_back(std::move(setting));
}

ScopedSetting::~ScopedSetting()
{
    changeableSettings().pop_back();
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
