#include "ui/models/SettingTexts.h"

#include <QCoreApplication>
#include <map>

namespace normscope::ui
{

namespace
{

struct Texts
{
    const char* label;
    const char* meaning;
    const char* needs;
};

constexpr const char* kContext = "SettingTexts";

const std::map<std::string, Texts>& table()
{
    static const std::map<std::string, Texts> kTable{
        {"model",
         {QT_TRANSLATE_NOOP("SettingTexts", "&Model"), QT_TRANSLATE_NOOP("SettingTexts", "The family of networks."),
          QT_TRANSLATE_NOOP("SettingTexts", "MLP, CNN or ResNet")}},
        {"hidden",
         {QT_TRANSLATE_NOOP("SettingTexts", "&Hidden units"),
          QT_TRANSLATE_NOOP("SettingTexts", "Widths of the hidden layers, from the input on."),
          QT_TRANSLATE_NOOP("SettingTexts", "whole numbers from 1, separated by commas")}},
        {"channels",
         {QT_TRANSLATE_NOOP("SettingTexts", "&Channels"),
          QT_TRANSLATE_NOOP("SettingTexts", "Output channels of each convolution."),
          QT_TRANSLATE_NOOP("SettingTexts", "whole numbers from 1, separated by commas")}},
        {"blocks",
         {QT_TRANSLATE_NOOP("SettingTexts", "&Blocks"),
          QT_TRANSLATE_NOOP("SettingTexts", "Residual blocks in each stage."),
          QT_TRANSLATE_NOOP("SettingTexts", "whole numbers from 1, one a stage")}},
        {"widths",
         {QT_TRANSLATE_NOOP("SettingTexts", "&Widths"), QT_TRANSLATE_NOOP("SettingTexts", "Channels of each stage."),
          QT_TRANSLATE_NOOP("SettingTexts", "whole numbers from 1, one a stage")}},
        {"bn_layers",
         {QT_TRANSLATE_NOOP("SettingTexts", "Batch normalization"),
          QT_TRANSLATE_NOOP(
              "SettingTexts",
              "Whether the network has batch normalization; a layer that is off is off in every variant. Single layers "
              "are switched in the table below."),
          QT_TRANSLATE_NOOP("SettingTexts", "on or off")}},
        {"variants",
         {QT_TRANSLATE_NOOP("SettingTexts", "Variants"),
          QT_TRANSLATE_NOOP(
              "SettingTexts",
              "What a twin compares, in the order given here; there are bn, no-bn, layer-norm, group-norm, bn-after. "
              "All others are compared with no-bn, or with the last where that is not among them."),
          QT_TRANSLATE_NOOP("SettingTexts", "two to six of them, each once, separated by commas")}},
        {"bn_momentum",
         {QT_TRANSLATE_NOOP("SettingTexts", "BN m&omentum"),
          QT_TRANSLATE_NOOP(
              "SettingTexts",
              "Weight of the past in the running estimates of mean and variance. PyTorch's momentum is 1 minus this."),
          QT_TRANSLATE_NOOP("SettingTexts", "a number from 0 to 1")}},
        {"bn_eps",
         {QT_TRANSLATE_NOOP("SettingTexts", "BN ε"),
          QT_TRANSLATE_NOOP("SettingTexts", "Added to the variance under the root, against division by zero."),
          QT_TRANSLATE_NOOP("SettingTexts", "a number that is not negative")}},
        {"dataset",
         {QT_TRANSLATE_NOOP("SettingTexts", "&Dataset"),
          QT_TRANSLATE_NOOP("SettingTexts",
                            "The images to train on: digits that the program draws, a known dataset, or a folder with "
                            "four IDX files."),
          QT_TRANSLATE_NOOP("SettingTexts", "a name or a folder")}},
        {"test_dataset",
         {QT_TRANSLATE_NOOP("SettingTexts", "&Test on"),
          QT_TRANSLATE_NOOP("SettingTexts", "The dataset whose test images are used. Empty: the same."),
          QT_TRANSLATE_NOOP("SettingTexts", "a name or a folder, or nothing")}},
        {"limit",
         {QT_TRANSLATE_NOOP("SettingTexts", "&Use first"),
          QT_TRANSLATE_NOOP("SettingTexts", "Number of training samples to use. 0: all."),
          QT_TRANSLATE_NOOP("SettingTexts", "a whole number from 0")}},
        {"validation",
         {QT_TRANSLATE_NOOP("SettingTexts", "&Validation"),
          QT_TRANSLATE_NOOP("SettingTexts", "Number of training samples that are held out, from the end."),
          QT_TRANSLATE_NOOP("SettingTexts", "a whole number from 0")}},
        {"test_at",
         {QT_TRANSLATE_NOOP("SettingTexts", "Look at test set"),
          QT_TRANSLATE_NOOP("SettingTexts", "When the test set is looked at. To tune without it, hold samples out for "
                                            "validation and look at the end."),
          QT_TRANSLATE_NOOP("SettingTexts", "every epoch or at the end")}},
        {"augment",
         {QT_TRANSLATE_NOOP("SettingTexts", "&Augmentation"),
          QT_TRANSLATE_NOOP("SettingTexts", "How training images are varied, anew in each epoch."),
          QT_TRANSLATE_NOOP("SettingTexts", "none, affine or elastic")}},
        {"epochs",
         {QT_TRANSLATE_NOOP("SettingTexts", "&Epochs"),
          QT_TRANSLATE_NOOP("SettingTexts", "Passes over all training samples."),
          QT_TRANSLATE_NOOP("SettingTexts", "a whole number from 1 to 1000000")}},
        {"batch_size",
         {QT_TRANSLATE_NOOP("SettingTexts", "Batch si&ze"),
          QT_TRANSLATE_NOOP("SettingTexts", "Samples in a mini-batch, over which BN takes its statistics."),
          QT_TRANSLATE_NOOP("SettingTexts", "a whole number from 1")}},
        {"lr",
         {QT_TRANSLATE_NOOP("SettingTexts", "&Learning rate"),
          QT_TRANSLATE_NOOP("SettingTexts", "Step size of SGD, or its maximum with one cycle."),
          QT_TRANSLATE_NOOP("SettingTexts", "a number greater than 0, such as 0.1 or 1e-3")}},
        {"momentum",
         {QT_TRANSLATE_NOOP("SettingTexts", "Mo&mentum"), QT_TRANSLATE_NOOP("SettingTexts", "Momentum of SGD."),
          QT_TRANSLATE_NOOP("SettingTexts", "a number that is not negative")}},
        {"weight_decay",
         {QT_TRANSLATE_NOOP("SettingTexts", "Weight deca&y"), QT_TRANSLATE_NOOP("SettingTexts", "L2 penalty of SGD."),
          QT_TRANSLATE_NOOP("SettingTexts", "a number that is not negative, such as 1e-4")}},
        {"nesterov",
         {QT_TRANSLATE_NOOP("SettingTexts", "&Nesterov momentum"),
          QT_TRANSLATE_NOOP("SettingTexts", "Nesterov's form of the momentum."),
          QT_TRANSLATE_NOOP("SettingTexts", "on or off")}},
        {"weight_decay_on",
         {QT_TRANSLATE_NOOP("SettingTexts", "Decay"),
          QT_TRANSLATE_NOOP("SettingTexts", "Which parameters weight decay acts on."),
          QT_TRANSLATE_NOOP("SettingTexts", "all parameters or weights only")}},
        {"lr_schedule",
         {QT_TRANSLATE_NOOP("SettingTexts", "Sche&dule"),
          QT_TRANSLATE_NOOP("SettingTexts", "The learning rate over the run."),
          QT_TRANSLATE_NOOP("SettingTexts", "constant, step, cosine or one cycle")}},
        {"lr_step_size",
         {QT_TRANSLATE_NOOP("SettingTexts", "Step after"),
          QT_TRANSLATE_NOOP("SettingTexts", "Epochs between the steps of the schedule. Empty: a third of the epochs."),
          QT_TRANSLATE_NOOP("SettingTexts", "a whole number from 1, or nothing")}},
        {"lr_gamma",
         {QT_TRANSLATE_NOOP("SettingTexts", "Step factor"),
          QT_TRANSLATE_NOOP("SettingTexts", "What each step multiplies the learning rate with."),
          QT_TRANSLATE_NOOP("SettingTexts", "a number greater than 0")}},
        {"seeds",
         {QT_TRANSLATE_NOOP("SettingTexts", "&Seeds"),
          QT_TRANSLATE_NOOP("SettingTexts", "Seeds of initial weights and batches; every variant is trained for each."),
          QT_TRANSLATE_NOOP("SettingTexts", "numbers such as 1, 1..6 or 1,5,9, each once")}},
        {"eval_every",
         {QT_TRANSLATE_NOOP("SettingTexts", "Evaluate every"),
          QT_TRANSLATE_NOOP(
              "SettingTexts",
              "Iterations between evaluations on 2,000 fixed test samples, off the clock. 0: never. Empty: a tenth of "
              "an "
              "epoch."),
          QT_TRANSLATE_NOOP("SettingTexts", "a whole number from 0, or nothing")}},
        {"threads",
         {QT_TRANSLATE_NOOP("SettingTexts", "Th&reads"),
          QT_TRANSLATE_NOOP("SettingTexts", "Processor threads to train with. Empty: all that the machine grants."),
          QT_TRANSLATE_NOOP("SettingTexts", "a whole number from 1 to 1024, or nothing")}}};
    return kTable;
}

struct Choice
{
    const char* word;
    const char* label;
};

const std::map<std::string, QList<Choice>>& choices()
{
    static const std::map<std::string, QList<Choice>> kChoices{
        {"model",
         {{"mlp", QT_TRANSLATE_NOOP("SettingTexts", "MLP")},
          {"cnn", QT_TRANSLATE_NOOP("SettingTexts", "CNN")},
          {"resnet", QT_TRANSLATE_NOOP("SettingTexts", "Mini ResNet")}}},
        {"test_at",
         {{"every-epoch", QT_TRANSLATE_NOOP("SettingTexts", "every epoch")},
          {"end", QT_TRANSLATE_NOOP("SettingTexts", "at the end")}}},
        {"augment",
         {{"none", QT_TRANSLATE_NOOP("SettingTexts", "none")},
          {"affine", QT_TRANSLATE_NOOP("SettingTexts", "affine")},
          {"elastic", QT_TRANSLATE_NOOP("SettingTexts", "elastic")}}},
        {"weight_decay_on",
         {{"all", QT_TRANSLATE_NOOP("SettingTexts", "all parameters")},
          {"weights", QT_TRANSLATE_NOOP("SettingTexts", "weights only")}}},
        {"lr_schedule",
         {{"constant", QT_TRANSLATE_NOOP("SettingTexts", "constant")},
          {"step", QT_TRANSLATE_NOOP("SettingTexts", "step")},
          {"cosine", QT_TRANSLATE_NOOP("SettingTexts", "cosine")},
          {"one-cycle", QT_TRANSLATE_NOOP("SettingTexts", "one cycle")}}}};
    return kChoices;
}

/// What the program chooses where nothing is typed.
const std::map<std::string, const char*>& openTexts()
{
    static const std::map<std::string, const char*> kOpen{
        {"test_dataset", QT_TRANSLATE_NOOP("SettingTexts", "the same")},
        {"lr_step_size", QT_TRANSLATE_NOOP("SettingTexts", "a third of the epochs")},
        {"eval_every", QT_TRANSLATE_NOOP("SettingTexts", "a tenth of an epoch")},
        {"threads", QT_TRANSLATE_NOOP("SettingTexts", "all")}};
    return kOpen;
}

QString translated(const char* text)
{
    return QCoreApplication::translate(kContext, text);
}

}  // namespace

SettingTexts settingTexts(const std::string& key)
{
    const auto found = table().find(key);
    if (found == table().end()) {
        return {};
    }
    const Texts& texts = found->second;
    const auto open = openTexts().find(key);
    return {translated(texts.label), translated(texts.meaning),
            open != openTexts().end() ? translated(open->second) : QString(), translated(texts.needs)};
}

QList<std::pair<QString, QString>> settingChoices(const std::string& key)
{
    QList<std::pair<QString, QString>> result;
    const auto found = choices().find(key);
    if (found != choices().end()) {
        for (const Choice& choice : found->second) {
            result.append({QString::fromLatin1(choice.word), translated(choice.label)});
        }
    }
    return result;
}

}  // namespace normscope::ui
