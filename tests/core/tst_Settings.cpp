#include <set>
#include <string>

#include <normscope/experiment/Experiment.h>
#include <normscope/experiment/ExperimentConfig.h>
#include <normscope/experiment/ListText.h>
#include <normscope/experiment/SettingValues.h>
#include <normscope/experiment/Settings.h>
#include <normscope/experiment/Variants.h>
#include <normscope/export/RepeatCommand.h>
#include <normscope/graph/Families.h>
#include <normscope/probe/Instruments.h>

#include "../support/AddedSetting.h"
#include "../support/Expect.h"

using namespace normscope;

namespace
{

/// The key's value as JSON text after its setting took in `text`: "(none)" where it is not worth writing.
QString shown(const Setting& setting, const ExperimentSpec& spec)
{
    const auto value = setting.value(spec);
    return value ? QString::fromStdString(value->dump()) : "(none)";
}

/// A spec in which no value is the default, so that a setting that forgets to write its own stands out.
ExperimentSpec unusual(ModelFamily family, ExperimentKind kind)
{
    ExperimentSpec spec;
    spec.kind = kind;
    spec.family = family;
    spec.hidden = {7};
    spec.channels = {3, 4, 5};
    spec.blocks = {2, 1};
    spec.widths = {8, 9};
    spec.batchNorm = {false, {true, false, true}};
    if (kind == ExperimentKind::Twin) {
        spec.variants = {"layer-norm", "bn"};
    }
    spec.bnMomentum = 0.1;
    spec.bnEps = 3e-7;
    spec.dataset = "some/folder";
    spec.testDataset = "kmnist";
    spec.limit = 1234;
    spec.validation = 17;
    spec.perClass = 12;
    spec.binarize = true;
    spec.training.epochs = 3;
    spec.training.batchSize = 64;
    spec.training.sgd = {1.0 / 3.0, 0.0, 5e-4, true, WeightDecayOn::Weights};
    spec.training.lrPolicy = LrPolicy::OneCycle;
    spec.training.lrGamma = 0.25;
    spec.training.augmentation = Augmentation::Elastic;
    spec.training.labelNoise = 0.4;
    spec.training.testAt = TestAt::End;
    spec.seeds = {9, 1, 5};
    spec.evalEvery = 0;
    spec.training.probes = {"distribution", "units"};
    spec.probeEvery = 7;
    spec.lrStepSize = 4;
    spec.threads = 2;
    return spec;
}

}  // namespace

class tst_Settings : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void asTexts_data()
    {
        QTest::addColumn<int>("family");
        QTest::addColumn<int>("kind");
        for (const auto family : {ModelFamily::Mlp, ModelFamily::Cnn, ModelFamily::ResNet}) {
            for (const auto kind : {ExperimentKind::Train, ExperimentKind::Twin}) {
                QTest::addRow("%s %s", nameOf(kind).c_str(), nameOf(family).c_str())
                    << static_cast<int>(family) << static_cast<int>(kind);
            }
        }
    }

    /// What lists read is what the options take.
    void asTexts()
    {
        QFETCH(int, family);
        QFETCH(int, kind);
        const ExperimentSpec spec = unusual(static_cast<ModelFamily>(family), static_cast<ExperimentKind>(kind));
        const SettingValues values = settingValues(spec);
        COMPARE_TEXT(values.at("model"), QString::fromStdString(nameOf(spec.family)));
        COMPARE_TEXT(values.at("seeds"), "9,1,5");
        COMPARE_TEXT(values.at("variants"), kind == static_cast<int>(ExperimentKind::Twin) ? "layer-norm,bn" : "bn");
        COMPARE_TEXT(values.at("validation"), "17");
        QCOMPARE(values.contains("hidden"), spec.isOf(ModelFamily::Mlp));
        ExperimentSpec again;
        again.kind = spec.kind;
        for (const auto& [key, text] : values) {
            const Setting* setting = findSetting(key);
            QVERIFY2(setting != nullptr, key.c_str());
            VERIFY_OK(setting->parse(again, text));
        }
        QVERIFY(settingValues(again) == values);
    }

    void asTextsOfANetwork()
    {
        ExperimentSpec spec;
        spec.network = graph::Graph();
        const SettingValues values = settingValues(spec);
        COMPARE_TEXT(values.at("model"), "network");
        QVERIFY(!values.contains("network") && !values.contains("hidden"));
        COMPARE_TEXT(values.at("variants"), "bn,no-bn");
        COMPARE_TEXT(values.at("seeds"), "1");
    }

    void accepted_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("value");

        const auto row = [](const char* key, const char* text, const char* value) {
            QTest::addRow("%s %s", key, text) << key << text << value;
        };
        row("model", "mlp", R"("mlp")");
        row("model", "cnn", R"("cnn")");
        row("model", "resnet", R"("resnet")");
        row("hidden", "256,128", "[256,128]");
        row("hidden", "1", "[1]");
        row("hidden", " 8 ,\t16", "[8,16]");
        row("hidden", "1000000", "[1000000]");
        row("bn", "on", R"("on")");
        row("bn", "off", R"("off")");
        row("bn", "true", R"("on")");
        row("bn", "on,off", R"("on,off")");
        row("bn", "true, false,on", R"("on,off,on")");
        row("bn_layers", "off,on", R"("off,on")");
        row("bn_layers", "on", R"("on")");
        row("bn_momentum", "0", "0.0");
        row("bn_momentum", "1", "1.0");
        row("bn_momentum", "0.99", "0.99");
        row("bn_eps", "0", "0.0");
        row("bn_eps", "1e-3", "0.001");
        row("dataset", "builtin:500", R"("builtin:500")");
        row("dataset", "a folder/with, comma", R"("a folder/with, comma")");
        row("test_dataset", "kmnist", R"("kmnist")");
        row("limit", "0", "0");
        row("limit", "1000000000", "1000000000");
        row("validation", "10000", "10000");
        row("per_class", "0", "0");
        row("per_class", "100", "100");
        row("binarize", "on", "true");
        row("label_noise", "0", "0.0");
        row("label_noise", "0.4", "0.4");
        row("label_noise", "1", "1.0");
        row("test_at", "end", R"("end")");
        row("test_at", "every-epoch", R"("every-epoch")");
        row("augment", "none", R"("none")");
        row("augment", "affine", R"("affine")");
        row("augment", "elastic", R"("elastic")");
        row("epochs", "1", "1");
        row("epochs", "1000000", "1000000");
        row("batch_size", "1", "1");
        row("batch_size", "60000", "60000");
        row("lr", "0.1", "0.1");
        row("lr", "1e8", "100000000.0");
        row("lr", "1e-05", "1e-05");
        row("lr", "5", "5.0");
        row("momentum", "0", "0.0");
        row("momentum", "1.5", "1.5");
        row("weight_decay", "0", "0.0");
        row("weight_decay", "0.0005", "0.0005");
        row("nesterov", "on", "true");
        row("nesterov", "false", "false");
        row("weight_decay_on", "weights", R"("weights")");
        row("weight_decay_on", "all", R"("all")");
        row("lr_schedule", "constant", R"("constant")");
        row("lr_schedule", "step", R"("step")");
        row("lr_schedule", "cosine", R"("cosine")");
        row("lr_schedule", "one-cycle", R"("one-cycle")");
        row("lr_step_size", "2", "2");
        row("lr_gamma", "0.5", "0.5");
        row("seed", "0", "(none)");  // written as seeds
        row("seeds", "3", "[3]");
        row("seeds", "1..6", "[1,2,3,4,5,6]");
        row("seeds", "1,5,9", "[1,5,9]");
        row("seeds", "9, 1 ,5", "[9,1,5]");
        row("seeds", "4..4,10..12,2", "[4,10,11,12,2]");
        row("seeds", "9223372036854775807", "[9223372036854775807]");
        row("seeds", "9223372036854775806..9223372036854775807", "[9223372036854775806,9223372036854775807]");
        row("eval_every", "0", "0");
        row("eval_every", "60", "60");
        row("probe", "units", R"(["units"])");
        row("probe", "units, distribution", R"(["distribution","units"])");
        row("probe", "none", "(none)");
        row("probe_every", "1", "1");
        row("threads", "1", "1");
        row("threads", "1024", "1024");
    }

    void accepted()
    {
        QFETCH(QString, key);
        QFETCH(QString, text);
        QFETCH(QString, value);
        const Setting* setting = findSetting(key.toStdString());
        QVERIFY(setting != nullptr);
        ExperimentSpec spec;
        VERIFY_OK(setting->parse(spec, text.toStdString()));
        QCOMPARE(shown(*setting, spec), value);
    }

    void familyWidths_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("family");
        QTest::newRow("hidden") << "hidden"
                                << "mlp";
        QTest::newRow("channels") << "channels"
                                  << "cnn";
        QTest::newRow("blocks") << "blocks"
                                << "resnet";
        QTest::newRow("widths") << "widths"
                                << "resnet";
    }

    /// Widths are written for the family that has them and for no other.
    void familyWidths()
    {
        QFETCH(QString, key);
        QFETCH(QString, family);
        const Setting* setting = findSetting(key.toStdString());
        QVERIFY(setting != nullptr);
        for (const char* other : {"mlp", "cnn", "resnet"}) {
            ExperimentSpec spec;
            VERIFY_OK(findSetting("model")->parse(spec, other));
            VERIFY_OK(setting->parse(spec, "5,6"));
            QCOMPARE(shown(*setting, spec), QString(family == other ? "[5,6]" : "(none)"));
        }
    }

    void refused_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("needs");

        const auto rows = [](const char* key, const QString& needs, const QStringList& texts) {
            for (const QString& text : texts) {
                QTest::addRow("%s '%s'", key, qPrintable(text.left(60))) << key << text << needs;
            }
        };
        const QString positive = "a number greater than 0";
        const QString notNegative = "a number that is not negative";
        const QStringList noNumbers{"", "abc", "nan", "inf", "-inf", "0,1", "0.1 ", "+1", "0x10", "1e999", "1e-999"};
        const QStringList noIntegers{"", "abc", "nan", "1.5", "1e3", "-1", "99999999999", "99999999999999999999", " 5"};
        const QString most = " to 1000000000";
        const QString widths = "whole numbers from 1 to 1000000, separated by commas";
        const QString switches = "on, off, or one on or off for each BN layer in order, separated by commas";
        const QString seeds = "seeds from 0 up, each once: one, several separated by commas, or a range such as 1..6";

        rows("model", "one of mlp, cnn, resnet", {"", "MLP", "vgg", "mlp "});
        for (const char* key : {"hidden", "channels", "blocks", "widths"}) {
            rows(key, widths, {"", "0", "-1", "99999999999", "1000001", "5,", ",5", "5,,5", "5;6", "5.5", "abc"});
        }
        rows("hidden", widths, {QStringList(1001, "1").join(',')});
        for (const char* key : {"bn", "bn_layers"}) {
            rows(key, switches, {"", "yes", "1", "on,", "on,maybe", "ON", QStringList(1001, "on").join(',')});
        }
        rows("bn_momentum", "a number from 0 to 1", QStringList{"-0.1", "1.1"} + noNumbers);
        rows("bn_eps", notNegative, QStringList{"-1e-5"} + noNumbers);
        rows("dataset", "a dataset's name or a folder", {"", QString(4'096, 'x')});
        rows("test_dataset", "a dataset's name or a folder", {""});
        rows("limit", "a whole number from 0" + most, noIntegers);
        rows("validation", "a whole number from 0" + most, noIntegers);
        rows("per_class", "a whole number from 0" + most, noIntegers);
        rows("label_noise", "a number from 0 to 1", QStringList{"-0.1", "1.1"} + noNumbers);
        rows("test_at", "one of every-epoch, end", {"", "start"});
        rows("augment", "one of none, affine, elastic", {"", "on"});
        rows("epochs", "a whole number from 1 to 1000000", QStringList{"0", "1000001"} + noIntegers);
        rows("batch_size", "a whole number from 1" + most, QStringList{"0"} + noIntegers);
        rows("lr", positive, QStringList{"0", "-1", "-0"} + noNumbers);
        rows("momentum", notNegative, QStringList{"-0.9"} + noNumbers);
        rows("weight_decay", notNegative, QStringList{"-1e-4"} + noNumbers);
        rows("nesterov", "one of on, off, true, false", {"", "1", "yes"});
        rows("weight_decay_on", "one of all, weights", {"", "none"});
        rows("lr_schedule", "one of constant, step, cosine, one-cycle", {"", "linear", "onecycle"});
        rows("lr_step_size", "a whole number from 1" + most, QStringList{"0"} + noIntegers);
        rows("lr_gamma", positive, QStringList{"0", "-0.1"} + noNumbers);
        rows("seed", "a whole number from 0 to 9223372036854775807",
             {"", "-1", "abc", "1.5", "1..2", "1,2", "9223372036854775808"});
        rows("seeds", seeds,
             {"", "abc", "-1", "6..1", "1,1", "1..3,2", "1,", "1..", "..3", "1..2..3", "1-6", "1.5", "-3..2", "1..1001",
              "9223372036854775808", "0..9223372036854775807"});
        rows("eval_every", "a whole number from 0" + most, noIntegers);
        QStringList instrumentNames;
        for (const Instrument& instrument : instruments()) {
            instrumentNames << QString::fromStdString(instrument.name);
        }
        rows("probe",
             "economy, business, full, or names of instruments, separated by commas: " + instrumentNames.join(", "),
             {"", "all", "units,", "economy,none"});
        rows("probe_every", "a whole number from 1" + most, QStringList{"0"} + noIntegers);
        rows("threads", "a whole number from 1 to 1024", QStringList{"0", "1025"} + noIntegers);
    }

    /// A file can say what no command line can: a path ends at its first zero.
    void zeroInAPath()
    {
        ExperimentSpec spec;
        VERIFY_ERROR(findSetting("dataset")->parse(spec, std::string_view("a\0b", 3)), ErrorCode::Usage,
                     "it needs a dataset's name or a folder");
        COMPARE_TEXT(spec.dataset, "builtin");
    }

    /// The sentence says what was found and what is needed, and the spec stays as it was.
    void refused()
    {
        QFETCH(QString, key);
        QFETCH(QString, text);
        QFETCH(QString, needs);
        const Setting* setting = findSetting(key.toStdString());
        QVERIFY(setting != nullptr);
        constexpr int kLongestQuote = 80;
        const QString quote = text.size() > kLongestQuote ? text.left(kLongestQuote) + QStringLiteral("…") : text;
        for (const ModelFamily family : {ModelFamily::Mlp, ModelFamily::Cnn, ModelFamily::ResNet}) {
            ExperimentSpec spec = unusual(family, ExperimentKind::Train);
            const QString before = QString::fromStdString(toJson(spec, {}).dump());
            const auto status = setting->parse(spec, text.toStdString());
            VERIFY_ERROR(status, ErrorCode::Usage, QString("got '%1', it needs %2").arg(quote, needs));
            // What follows is at most the word that was likely meant.
            const QString rest = QString::fromStdString(status.error().message)
                                     .remove(QString("got '%1', it needs %2").arg(quote, needs));
            QVERIFY2(rest.isEmpty() || rest.startsWith("; did you mean "), qPrintable(rest));
            QCOMPARE(QString::fromStdString(toJson(spec, {}).dump()), before);
        }
    }

    void longestListIsAccepted()
    {
        const std::string thousand = QStringList(1000, "1").join(',').toStdString();
        ExperimentSpec spec;
        VERIFY_OK(findSetting("hidden")->parse(spec, thousand));
        QCOMPARE(spec.hidden.size(), std::size_t{1000});
        VERIFY_OK(findSetting("seeds")->parse(spec, "1..1000"));
        QCOMPARE(spec.seeds.size(), std::size_t{1000});
        QCOMPARE(spec.seeds.back(), std::uint64_t{1000});
    }

    void seedReplacesSeeds()
    {
        ExperimentSpec spec;
        spec.seeds = {4, 5, 6};
        VERIFY_OK(findSetting("seed")->parse(spec, "7"));
        QVERIFY(spec.seeds == std::vector<std::uint64_t>{7});
    }

    /// A list of switches does not linger behind a later single one.
    void oneSwitchReplacesAList()
    {
        ExperimentSpec spec;
        VERIFY_OK(findSetting("bn")->parse(spec, "on,off"));
        QVERIFY(spec.batchNorm.each == std::vector<bool>({true, false}));
        VERIFY_OK(findSetting("bn")->parse(spec, "off"));
        QVERIFY(spec.batchNorm.each.empty());
        QVERIFY(!spec.batchNorm.all);
    }

    void everyValueParsesBack_data()
    {
        QTest::addColumn<QString>("key");
        for (const Setting& setting : settings()) {
            QTest::newRow(setting.key.c_str()) << QString::fromStdString(setting.key);
        }
    }

    /// What value() gives is what parse() makes of its text form, whatever the model.
    void everyValueParsesBack()
    {
        QFETCH(QString, key);
        const Setting* setting = findSetting(key.toStdString());
        QVERIFY(setting != nullptr);
        int written = 0;
        for (const ModelFamily family : {ModelFamily::Mlp, ModelFamily::Cnn, ModelFamily::ResNet}) {
            ExperimentSpec spec = unusual(family, setting->only.value_or(ExperimentKind::Twin));
            if (key == "network") {
                spec.network = graph::mlp(4, {3}, 2);
            }
            const auto value = setting->value(spec);
            if (!value) {
                continue;
            }
            ++written;
            ExperimentSpec base;
            base.kind = spec.kind;
            base.family = family;
            Json json;
            json[setting->key] = *value;
            const auto read = fromJson(json, base, "test");
            VERIFY_OK(read);
            const auto again = setting->value(read->spec);
            QVERIFY(again);
            QCOMPARE(QString::fromStdString(again->dump()), QString::fromStdString(value->dump()));
            QVERIFY(key == "model" || *again != setting->value(base).value_or(Json()));
        }
        // A seed is written as seeds, jobs nowhere.
        QVERIFY(written > 0 || key == "seed" || key == "jobs");
    }

    /// One entry makes an option, a key of experiment.json and of run.json, and cases.
    void anAddedSettingIsEverywhere()
    {
        QVERIFY(findSetting("decay_percent") == nullptr);
        const ScopedSetting added(test::addedSetting());
        ExperimentSpec spec;
        spec.training.sgd.weightDecay = 0.25;
        QVERIFY(QString::fromStdString(repeatCommand(spec)).contains(" --decay-percent 25"));
        const Json json = toJson(spec, {});
        QCOMPARE(json.at("decay_percent").get<double>(), 25.0);
        const auto read = fromJson({{"decay_percent", 50}}, {}, "test");
        VERIFY_OK(read);
        QCOMPARE(read->spec.training.sgd.weightDecay, 0.5);
        const auto list = listFromText(*findSetting("decay_percent"), "1.5,2.5");
        VERIFY_OK(list);
        const auto cases = experimentOf({spec, {}}, {*list});
        VERIFY_OK(cases);
        COMPARE_TEXT(cases->cases.at(1).name, "decay-percent-2.5");
        const auto again = experimentFromJson(toJson(*cases), spec, "test");
        VERIFY_OK(again);
        COMPARE_TEXT(again->cases.at(1).name, "decay-percent-2.5");
    }

    void namesAndHelp()
    {
        std::set<std::string> keys;
        for (const Setting& setting : settings()) {
            QVERIFY2(keys.insert(setting.key).second, setting.key.c_str());
            QVERIFY(!setting.help.empty());
            QVERIFY(setting.help.find('\n') == std::string::npos);
            QVERIFY(setting.key.find('-') == std::string::npos);
            QVERIFY(findSetting(setting.key) == &setting);
        }
        COMPARE_TEXT(findSetting("weight_decay_on")->option(), "--weight-decay-on");
        QVERIFY(findSetting("batch-size") == nullptr);
        QVERIFY(findSetting("") == nullptr);
        // The options that the manual lists for train and twin.
        for (const char* key :
             {"model",     "hidden",       "channels",    "blocks",          "widths",      "bn",
              "bn_layers", "variants",     "bn_momentum", "bn_eps",          "dataset",     "test_dataset",
              "limit",     "validation",   "test_at",     "epochs",          "batch_size",  "lr",
              "momentum",  "weight_decay", "nesterov",    "weight_decay_on", "lr_schedule", "lr_step_size",
              "lr_gamma",  "augment",      "seed",        "seeds",           "threads",     "eval_every",
              "probe",     "probe_every",  "per_class",   "label_noise"}) {
            QVERIFY2(keys.contains(key), key);
        }
        QVERIFY(!findSetting("variants")->only);
        QVERIFY(findSetting("bn")->only == ExperimentKind::Train);
        QVERIFY(findSetting("bn_layers")->only == ExperimentKind::Twin);
        COMPARE_TEXT(nameOf(ExperimentKind::Train), "train");
        COMPARE_TEXT(nameOf(ExperimentKind::Twin), "twin");
        COMPARE_TEXT(nameOf(ModelFamily::ResNet), "resnet");
    }

    void variantsOfATwin()
    {
        ExperimentSpec spec;
        const Setting& setting = *findSetting("variants");
        QVERIFY(variantsOf(spec) == (std::vector<std::string>{kBn, kNoBn}));
        VERIFY_OK(setting.parse(spec, "no-bn,bn"));
        QVERIFY(variantsOf(spec) == (std::vector<std::string>{kNoBn, kBn}));
        QCOMPARE(referenceOf(variantsOf(spec)), std::size_t{0});
        VERIFY_OK(setting.parse(spec, "bn,layer-norm,group-norm"));
        QCOMPARE(referenceOf(variantsOf(spec)), std::size_t{2});
        COMPARE_TEXT(setting.value(spec)->dump(), R"(["bn","layer-norm","group-norm"])");
        for (const char* wrong :
             {"bn", "bn,bn", "bn,layernorm", "", "bn,", "bn,no-bn,layer-norm,group-norm,bn-after,noisy-bn,bn"}) {
            VERIFY_ERROR(setting.parse(spec, wrong), ErrorCode::Usage,
                         "it needs 2 to 6 different ones of bn, no-bn, layer-norm, group-norm, bn-after, noisy-bn");
        }
        QCOMPARE(variantsOf(spec).size(), std::size_t{3});
    }

    /// --bn is short for two of them, and what comes last holds.
    void variantOfASingleRun()
    {
        ExperimentSpec spec;
        spec.kind = ExperimentKind::Train;
        const auto set = [&](const char* key, const char* text) { VERIFY_OK(findSetting(key)->parse(spec, text)); };
        const auto is = [&](const char* variant) { return variantsOf(spec) == std::vector<std::string>{variant}; };
        QVERIFY(is("bn"));
        set("bn", "off");
        QVERIFY(is("no-bn"));
        set("variants", "bn");
        QVERIFY(is("bn"));
        set("variants", "no-bn");
        QVERIFY(is("no-bn"));
        COMPARE_TEXT(findSetting("bn")->value(spec)->dump(), R"("off")");
        QVERIFY(!findSetting("variants")->value(spec));
        set("variants", "layer-norm");
        QVERIFY(is("layer-norm"));
        QVERIFY(!findSetting("bn")->value(spec));
        COMPARE_TEXT(findSetting("variants")->value(spec)->dump(), R"(["layer-norm"])");
        set("bn", "off,off");
        QVERIFY(is("no-bn"));
        VERIFY_ERROR(findSetting("variants")->parse(spec, "bn,no-bn"), ErrorCode::Usage, "it needs exactly one of bn,");
        // Two are for a twin, which a window may make of the same settings.
        spec.variants = {"bn", "layer-norm"};
        QVERIFY(is("no-bn"));
    }
};

QTEST_GUILESS_MAIN(tst_Settings)
#include "tst_Settings.moc"
