#include <algorithm>

#include <normscope/experiment/Presets.h>
#include <normscope/experiment/Settings.h>

namespace normscope
{

const std::vector<Preset>& presets()
{
    static const std::vector<Preset> kPresets{
        {"assignment",
         "The whole assignment",
         "MLP, CNN and mini ResNet, one after the other: the MLP learns sooner with BN, the CNN about as well without "
         "it, the ResNet hardly without it.",
         {},
         {{"mlp", "assignment-mlp"}, {"cnn", "assignment-cnn"}, {"resnet", "assignment-resnet"}}},
        {"assignment-mlp",
         "The assignment's MLP",
         "Linear-BN-ReLU-Linear-BN-ReLU-Linear with 256 and 128 hidden units: with BN the loss falls sooner.",
         {}},
        {"assignment-cnn",
         "The assignment's CNN",
         "Conv-BN-ReLU-AvgPool twice, then Reshape and Linear, with 16 and 32 channels: it learns about as well "
         "without BN.",
         {{"model", "cnn"}}},
        {"assignment-resnet",
         "Mini ResNet",
         "The assignment's bonus, three stages of residual blocks with a learning rate of one cycle: without BN it "
         "hardly learns.",
         {{"model", "resnet"}, {"lr_schedule", "one-cycle"}, {"epochs", "3"}}},
        {"high-lr",
         "High learning rate",
         "Five times the usual learning rate: with BN the MLP still learns, without it the loss explodes or stays "
         "where "
         "guessing is.",
         {{"lr", "0.5"}},
         {},
         /*isToDiverge=*/true},
        {"tiny-batches",
         "Tiny batches",
         "Batches of two samples: their statistics are so noisy that BN does harm.",
         {{"batch_size", "2"}, {"lr", "0.005"}, {"limit", "4000"}, {"epochs", "2"}}},
        {"deep-mlp",
         "Deep MLP that only trains with BN",
         "Twenty hidden layers: without BN the signal dies on the way and the loss stays where guessing is.",
         {{"hidden", "64,64,64,64,64,64,64,64,64,64,64,64,64,64,64,64,64,64,64,64"}, {"lr", "0.05"}}},
        {"label-noise",
         "Wrong labels",
         "Two of five labels are wrong, of 2,000 images: with BN the MLP learns them by heart sooner, and gets worse "
         "on test images than the one without.",
         {{"label_noise", "0.4"}, {"limit", "2000"}, {"epochs", "10"}}}};
    return kPresets;
}

const Preset* findPreset(std::string_view key)
{
    const auto& all = presets();
    const auto found = std::find_if(all.begin(), all.end(), [&](const Preset& one) { return one.key == key; });
    return found == all.end() ? nullptr : &*found;
}

ExperimentSpec specOf(const Preset& preset, const std::string& dataset)
{
    ExperimentSpec spec;
    spec.dataset = dataset;
    for (const auto& [key, text] : preset.settings) {
        // tst_Presets has seen that each is a setting with a value that it takes.
        (void)findSetting(key)->parse(spec, text);
    }
    return spec;
}

const Preset* presetOf(const ExperimentSpec& spec)
{
    const auto isOf = [&](const Preset& preset) {
        ExperimentSpec own = specOf(preset, spec.dataset);
        own.kind = spec.kind;
        return preset.cases.empty() && !spec.network &&
               std::all_of(settings().begin(), settings().end(), [&](const Setting& one) {
                   const bool shapes = one.group == SettingGroup::Model || one.group == SettingGroup::Optimizer ||
                                       one.key == "batch_size" || one.key == "label_noise";
                   return !shapes || one.text(spec) == one.text(own);
               });
    };
    const auto found = std::find_if(presets().begin(), presets().end(), isOf);
    return found == presets().end() ? nullptr : &*found;
}

}  // namespace normscope
