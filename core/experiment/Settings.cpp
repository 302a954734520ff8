#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <normscope/base/Numbers.h>
#include <normscope/experiment/Settings.h>

namespace normscope
{

namespace
{

using Parse = std::function<Status(ExperimentSpec&, std::string_view)>;
using Value = std::function<std::optional<Json>(const ExperimentSpec&)>;

constexpr std::int64_t kMost = 1'000'000'000;
constexpr std::size_t kLongestList = 1'000;

tl::unexpected<Error> need(std::string_view got, const std::string& needed)
{
    return fail(ErrorCode::Usage, fmt::format("got '{}', it needs {}", got, needed));
}

Result<std::int64_t> integerIn(std::string_view text, std::int64_t least, std::int64_t most)
{
    const auto number = parseInteger(text);
    if (!number || *number < least || *number > most) {
        return need(text, fmt::format("a whole number from {} to {}", least, most));
    }
    return *number;
}

template <class Integer>
void assign(Integer& target, std::int64_t value)
{
    target = static_cast<Integer>(value);
}

template <class Integer>
void assign(std::optional<Integer>& target, std::int64_t value)
{
    target = static_cast<Integer>(value);
}

/// A setting that is a whole number in [least, most]. `field` gives the reference to set.
template <class Field>
Parse integer(Field field, std::int64_t least, std::int64_t most = kMost)
{
    return [=](ExperimentSpec& spec, std::string_view text) -> Status {
        const auto number = integerIn(text, least, most);
        if (!number) {
            return tl::unexpected(number.error());
        }
        assign(field(spec), *number);
        return {};
    };
}

/// A setting that is a finite number for which `accepts` holds; `needed` says so in words.
template <class Field, class Accepts>
Parse real(Field field, Accepts accepts, const char* needed)
{
    return [=](ExperimentSpec& spec, std::string_view text) -> Status {
        const auto number = parseDouble(text);
        if (!number || !std::isfinite(*number) || !accepts(*number)) {
            return need(text, needed);
        }
        field(spec) = *number;
        return {};
    };
}

/// A setting with a word for each value.
template <class Enum>
using Words = std::vector<std::pair<const char*, Enum>>;

template <class Enum>
std::string wordFor(const Words<Enum>& words, Enum value)
{
    return std::find_if(words.begin(), words.end(), [&](const auto& entry) { return entry.second == value; })->first;
}

template <class Enum, class Field>
Parse oneOf(const Words<Enum>& words, Field field)
{
    return [=](ExperimentSpec& spec, std::string_view text) -> Status {
        std::vector<std::string_view> names;
        for (const auto& [name, value] : words) {
            if (text == name) {
                field(spec) = value;
                return {};
            }
            names.emplace_back(name);
        }
        return need(text, fmt::format("one of {}", fmt::join(names, ", ")));
    };
}

/// A setting that is a list of whole numbers, separated by commas.
template <class Field>
Parse widthList(Field field)
{
    return [=](ExperimentSpec& spec, std::string_view text) -> Status {
        std::vector<std::int64_t> list;
        for (const std::string& part : splitAtCommas(text)) {
            const auto number = integerIn(part, 1, 1'000'000);
            if (!number || list.size() >= kLongestList) {
                return need(text, "whole numbers from 1 to 1000000, separated by commas");
            }
            list.push_back(*number);
        }
        field(spec) = std::move(list);
        return {};
    };
}

std::optional<bool> parseSwitch(std::string_view text)
{
    if (text == "on" || text == "true") {
        return true;
    }
    if (text == "off" || text == "false") {
        return false;
    }
    return std::nullopt;
}

Status parseBatchNorm(ExperimentSpec& spec, std::string_view text)
{
    const auto parts = splitAtCommas(text);
    BatchNormChoice choice;
    for (const std::string& part : parts) {
        const auto on = parseSwitch(part);
        if (!on || choice.each.size() >= kLongestList) {
            return need(text, "on, off, or one on or off for each BN layer in order, separated by commas");
        }
        choice.each.push_back(*on);
    }
    if (parts.size() == 1) {
        choice.all = choice.each.front();
        choice.each.clear();
    }
    spec.batchNorm = std::move(choice);
    return {};
}

std::optional<Json> batchNormValue(const ExperimentSpec& spec)
{
    const BatchNormChoice& choice = spec.batchNorm;
    std::vector<const char*> words{choice.all ? "on" : "off"};
    if (!choice.each.empty()) {
        words.clear();
        std::transform(choice.each.begin(), choice.each.end(), std::back_inserter(words),
                       [](bool on) { return on ? "on" : "off"; });
    }
    return Json(fmt::format("{}", fmt::join(words, ",")));
}

/// "1..6", "1,5,9", "3", and mixtures of them.
Status parseSeeds(ExperimentSpec& spec, std::string_view text)
{
    std::vector<std::uint64_t> seeds;
    const auto refuse = [&] {
        return need(text, "seeds from 0 up, each once: one, several separated by commas, or a range such as 1..6");
    };
    for (const std::string& part : splitAtCommas(text)) {
        const std::size_t dots = part.find("..");
        const auto first = parseInteger(part.substr(0, dots));
        const auto last = dots == std::string::npos ? first : parseInteger(part.substr(dots + 2));
        if (!first || !last || *first < 0 || *last < *first ||
            static_cast<std::size_t>(*last - *first) + seeds.size() >= kLongestList) {
            return refuse();
        }
        // Unsigned, so that the step behind the largest seed is still a number.
        for (auto seed = static_cast<std::uint64_t>(*first); seed <= static_cast<std::uint64_t>(*last); ++seed) {
            seeds.push_back(seed);
        }
    }
    auto sorted = seeds;
    std::sort(sorted.begin(), sorted.end());
    if (std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end()) {
        return refuse();
    }
    spec.seeds = std::move(seeds);
    return {};
}

Status parseSeed(ExperimentSpec& spec, std::string_view text)
{
    const auto seed = integerIn(text, 0, std::numeric_limits<std::int64_t>::max());
    if (!seed) {
        return tl::unexpected(seed.error());
    }
    spec.seeds = {static_cast<std::uint64_t>(*seed)};
    return {};
}

/// A text that must not be empty: a dataset's name or folder.
template <class Field>
Parse text(Field field)
{
    return [=](ExperimentSpec& spec, std::string_view text) -> Status {
        if (text.empty()) {
            return need(text, "a dataset's name or a folder");
        }
        field(spec) = text;
        return {};
    };
}

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

template <class Field>
Value plain(Field field)
{
    return [=](const ExperimentSpec& spec) -> std::optional<Json> { return Json(field(spec)); };
}

template <class Enum, class Field>
Value word(const Words<Enum>& words, Field field)
{
    return [=](const ExperimentSpec& spec) -> std::optional<Json> { return Json(wordFor(words, field(spec))); };
}

/// Written only for the family that has it.
template <class Field>
Value ofFamily(ModelFamily family, Field field)
{
    return [=](const ExperimentSpec& spec) -> std::optional<Json> {
        return spec.family == family ? std::optional<Json>(field(spec)) : std::nullopt;
    };
}

/// Written only when chosen.
template <class Field>
Value ifSet(Field field)
{
    return [=](const ExperimentSpec& spec) -> std::optional<Json> {
        return field(spec) ? std::optional<Json>(*field(spec)) : std::nullopt;
    };
}

std::optional<Json> neverWritten(const ExperimentSpec& /*spec*/)
{
    return std::nullopt;
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
                     oneOf(kFamilies, NORMSCOPE_FIELD(family)),
                     word(kFamilies, NORMSCOPE_FIELD(family))});
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
    table.push_back({"bn", "on|off|LIST", "batch normalization: all layers, none, or one on/off each in order (on)",
                     ExperimentKind::Train, parseBatchNorm, batchNormValue});
    table.push_back({"bn_layers", "on|LIST", "BN layers of the twin that has them, one on/off each in order (on)",
                     ExperimentKind::Twin, parseBatchNorm, batchNormValue});
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
                     "several seeds, a run or pair for each: 1..6 or 1,5,9",
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
                     "threads to train with (what the machine grants)",
                     {},
                     integer(NORMSCOPE_FIELD(threads), 1, 1024),
                     ifSet(NORMSCOPE_FIELD(threads))});
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

}  // namespace normscope
