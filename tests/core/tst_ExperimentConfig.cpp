#include <QTemporaryDir>
#include <string>

#include <normscope/base/FileIo.h>
#include <normscope/experiment/ExperimentConfig.h>
#include <normscope/experiment/Settings.h>

#include "../support/Expect.h"

using namespace normscope;

namespace
{

Json json(const char* text)
{
    return Json::parse(text);
}

ExperimentSpec baseOf(ExperimentKind kind)
{
    ExperimentSpec spec;
    spec.kind = kind;
    return spec;
}

/// A spec whose every value differs from the default.
ExperimentSpec unusual(ExperimentKind kind, ModelFamily family)
{
    ExperimentSpec spec;
    spec.kind = kind;
    spec.family = family;
    spec.hidden = {64, 32, 16};
    spec.channels = {4};
    spec.blocks = {2, 1};
    spec.widths = {8, 16};
    spec.batchNorm = {true, {true, false, true}};
    spec.bnMomentum = 0.99;
    spec.bnEps = 1e-3;
    spec.dataset = "kmnist";
    spec.testDataset = "folder with ümlaut";
    spec.limit = 5000;
    spec.validation = 500;
    spec.perClass = 40;
    spec.training.epochs = 7;
    spec.training.batchSize = 32;
    spec.training.sgd = {0.1 + 0.2, 0.5, 0.0, true, WeightDecayOn::Weights};
    spec.training.lrPolicy = LrPolicy::Step;
    spec.training.lrGamma = 1.0 / 3.0;
    spec.training.augmentation = Augmentation::Affine;
    spec.training.labelNoise = 0.125;
    spec.training.testAt = TestAt::End;
    spec.seeds = {0, 9223372036854775807U};
    spec.evalEvery = 25;
    spec.lrStepSize = 2;
    spec.threads = 3;
    return spec;
}

void compareSpecs(const ExperimentSpec& actual, const ExperimentSpec& expected)
{
    QVERIFY(actual.kind == expected.kind);
    QVERIFY(actual.family == expected.family);
    switch (expected.family) {
    case ModelFamily::Mlp:
        QVERIFY(actual.hidden == expected.hidden);
        break;
    case ModelFamily::Cnn:
        QVERIFY(actual.channels == expected.channels);
        break;
    case ModelFamily::ResNet:
        QVERIFY(actual.blocks == expected.blocks);
        QVERIFY(actual.widths == expected.widths);
        break;
    }
    QVERIFY(actual.batchNorm.each == expected.batchNorm.each);
    QVERIFY(actual.batchNorm.all == expected.batchNorm.all);
    QVERIFY(actual.bnMomentum == expected.bnMomentum);
    QVERIFY(actual.bnEps == expected.bnEps);
    QVERIFY(actual.dataset == expected.dataset);
    QVERIFY(actual.testDataset == expected.testDataset);
    QVERIFY(actual.limit == expected.limit);
    QVERIFY(actual.validation == expected.validation);
    QVERIFY(actual.perClass == expected.perClass);
    const TrainingSpec& training = actual.training;
    QVERIFY(training.epochs == expected.training.epochs);
    QVERIFY(training.batchSize == expected.training.batchSize);
    QVERIFY(training.sgd.lr == expected.training.sgd.lr);
    QVERIFY(training.sgd.momentum == expected.training.sgd.momentum);
    QVERIFY(training.sgd.weightDecay == expected.training.sgd.weightDecay);
    QVERIFY(training.sgd.nesterov == expected.training.sgd.nesterov);
    QVERIFY(training.sgd.weightDecayOn == expected.training.sgd.weightDecayOn);
    QVERIFY(training.lrPolicy == expected.training.lrPolicy);
    QVERIFY(training.lrGamma == expected.training.lrGamma);
    QVERIFY(training.augmentation == expected.training.augmentation);
    QVERIFY(training.labelNoise == expected.training.labelNoise);
    QVERIFY(training.testAt == expected.training.testAt);
    QVERIFY(actual.seeds == expected.seeds);
    QVERIFY(actual.evalEvery == expected.evalEvery);
    QVERIFY(actual.lrStepSize == expected.lrStepSize);
    QVERIFY(actual.threads == expected.threads);
}

}  // namespace

class tst_ExperimentConfig : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void roundTrip_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("family");
        QTest::addColumn<bool>("usual");
        for (const auto kind : {ExperimentKind::Train, ExperimentKind::Twin}) {
            for (const auto family : {ModelFamily::Mlp, ModelFamily::Cnn, ModelFamily::ResNet}) {
                for (const bool usual : {true, false}) {
                    QTest::addRow("%s %s %s", nameOf(kind).c_str(), nameOf(family).c_str(),
                                  usual ? "defaults" : "all different")
                        << static_cast<int>(kind) << static_cast<int>(family) << usual;
                }
            }
        }
    }

    void roundTrip()
    {
        QFETCH(int, kind);
        QFETCH(int, family);
        QFETCH(bool, usual);
        const auto ofKind = static_cast<ExperimentKind>(kind);
        ExperimentSpec spec = unusual(ofKind, static_cast<ModelFamily>(family));
        if (usual) {
            spec = baseOf(ofKind);
            spec.family = static_cast<ModelFamily>(family);
        }
        DataFacts facts{"ab12", "cd34", {{0.1307, 0.25, 0.5}, {1.0 / 3.0, 1e-9, 2}}};
        const Json written = toJson(spec, facts);
        // By way of its text, as a file has it.
        const auto parsed = parseJsonObject(written.dump(2), "test");
        VERIFY_OK(parsed);
        const auto read = fromJson(*parsed, baseOf(ofKind), "test");
        VERIFY_OK(read);
        compareSpecs(read->spec, spec);
        COMPARE_TEXT(read->facts.datasetSha256, "ab12");
        COMPARE_TEXT(read->facts.testDatasetSha256, usual ? "" : "cd34");
        QVERIFY(read->facts.normalization.mean == facts.normalization.mean);
        QVERIFY(read->facts.normalization.std == facts.normalization.std);
        COMPARE_TEXT(toJson(read->spec, read->facts).dump(2), QString::fromStdString(written.dump(2)));
    }

    /// The file as a person meets it.
    void defaultFile()
    {
        COMPARE_TEXT(toJson(baseOf(ExperimentKind::Twin), {"ab", "", {{0.25}, {0.5}}}).dump(2), R"({
  "format_version": 2,
  "command": "twin",
  "model": "mlp",
  "hidden": [
    256,
    128
  ],
  "bn_layers": "on",
  "variants": [
    "bn",
    "no-bn"
  ],
  "bn_momentum": 0.9,
  "bn_eps": 1e-05,
  "dataset": "builtin",
  "dataset_sha256": "ab",
  "limit": 0,
  "validation": 0,
  "per_class": 0,
  "binarize": false,
  "label_noise": 0.0,
  "test_at": "every-epoch",
  "augment": "none",
  "epochs": 5,
  "batch_size": 100,
  "lr": 0.1,
  "momentum": 0.9,
  "weight_decay": 0.0001,
  "nesterov": false,
  "weight_decay_on": "all",
  "lr_schedule": "constant",
  "lr_gamma": 0.1,
  "seeds": [
    1
  ],
  "normalization": {
    "mean": [
      0.25
    ],
    "std": [
      0.5
    ]
  }
})");
    }

    /// An empty file changes nothing of the base, whatever that is.
    void emptyKeepsTheBase()
    {
        const ExperimentSpec base = unusual(ExperimentKind::Train, ModelFamily::ResNet);
        const auto read = fromJson(json("{}"), base, "test");
        VERIFY_OK(read);
        compareSpecs(read->spec, base);
        COMPARE_TEXT(read->facts.datasetSha256, "");
        QVERIFY(read->facts.normalization.std == std::vector<double>{1.0});
    }

    void overridesOnlyWhatItSays()
    {
        ExperimentSpec expected = unusual(ExperimentKind::Twin, ModelFamily::Mlp);
        const auto read = fromJson(json(R"({"lr": 0.01, "hidden": [5], "eval_every": 0})"), expected, "test");
        VERIFY_OK(read);
        expected.training.sgd.lr = 0.01;
        expected.hidden = {5};
        expected.evalEvery = 0;
        compareSpecs(read->spec, expected);
    }

    void sameMeaning_data()
    {
        QTest::addColumn<QByteArray>("one");
        QTest::addColumn<QByteArray>("other");
        const auto row = [](const char* one, const char* other) {
            QTest::newRow(one) << QByteArray(one) << QByteArray(other);
        };
        row(R"({"hidden": [64, 32]})", R"({"hidden": "64,32"})");
        row(R"({"hidden": [64, 32]})", R"({"hidden": "64, 32"})");
        row(R"({"hidden": 64})", R"({"hidden": [64]})");
        row(R"({"seeds": "1..4"})", R"({"seeds": [1, 2, 3, 4]})");
        row(R"({"seeds": ["1..3", 7]})", R"({"seeds": [1, 2, 3, 7]})");
        row(R"({"seed": 3})", R"({"seeds": [3]})");
        row(R"({"bn": false})", R"({"bn": "off"})");
        row(R"({"bn": [true, false]})", R"({"bn": "on,off"})");
        row(R"({"bn": ["on", "off"]})", R"({"bn": "on,off"})");
        row(R"({"nesterov": true})", R"({"nesterov": "on"})");
        row(R"({"lr": 0.05})", R"({"lr": "0.05"})");
        row(R"({"lr": 1})", R"({"lr": 1.0})");
        row(R"({"epochs": 5.0})", R"({"epochs": 5})");
        row(R"({"batch_size": "64"})", R"({"batch_size": 64})");
    }

    void sameMeaning()
    {
        QFETCH(QByteArray, one);
        QFETCH(QByteArray, other);
        const auto first = fromJson(json(one), baseOf(ExperimentKind::Train), "test");
        const auto second = fromJson(json(other), baseOf(ExperimentKind::Train), "test");
        VERIFY_OK(first);
        VERIFY_OK(second);
        compareSpecs(first->spec, second->spec);
        QVERIFY(toJson(first->spec, {}) != toJson(baseOf(ExperimentKind::Train), {}) || one.contains("epochs"));
    }

    void refused_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("sentence");

        const auto row = [](const char* text, const QString& sentence) {
            QTest::newRow(text) << QByteArray(text) << "my.json: " + sentence;
        };
        const QString other = ", it needs a text, a number, a switch or a list of them";
        row(R"({"epoch": 5})",
            R"(unknown key "epoch": the keys are the long options with _ for -, such as "batch_size"; did you mean epochs?)");
        row(R"({"batch-size": 5})",
            R"(unknown key "batch-size": the keys are the long options with _ for -, such as "batch_size"; did you mean batch_size?)");
        row(R"({"out": "runs"})",
            R"(unknown key "out": the keys are the long options with _ for -, such as "batch_size")");
        row(R"({"": 1})", R"(unknown key "": the keys are the long options with _ for -, such as "batch_size")");
        row(R"({"bn": "on"})", R"(the key "bn" belongs to the command train, not to twin)");
        row(R"({"command": "train"})",
            R"("command" is "train", it needs "twin": give the file to the command that it was made with)");
        row(R"({"command": 1})",
            R"("command" is 1, it needs "twin": give the file to the command that it was made with)");
        row(R"({"format_version": 1})",
            R"("format_version" is 1, it needs 2: the file was written by another version of Normscope)");
        row(R"({"format_version": "2"})",
            R"("format_version" is "2", it needs 2: the file was written by another version of Normscope)");
        row(R"({"lr": null})", R"("lr" is null)" + other);
        row(R"({"lr": {}})", R"("lr" is {})" + other);
        row(R"({"hidden": {"a": [1]}})", R"("hidden" is {"a":[1]})" + other);
        row(R"({"hidden": [[1], 2]})", R"("hidden" is [[1],2])" + other);
        row(R"({"hidden": [{"a": 1}]})", R"("hidden" is [{"a":1}])" + other);
        row(R"({"hidden": [1, null]})", R"("hidden" is [1,null])" + other);
        row(R"({"hidden": []})", R"("hidden": got '', it needs whole numbers from 1 to 1000000, separated by commas)");
        row(R"({"hidden": ["", 5]})",
            R"("hidden": got ',5', it needs whole numbers from 1 to 1000000, separated by commas)");
        row(R"({"hidden": ["", "", 5]})",
            R"("hidden": got ',,5', it needs whole numbers from 1 to 1000000, separated by commas)");
        row(R"({"hidden": true})",
            R"("hidden": got 'on', it needs whole numbers from 1 to 1000000, separated by commas)");
        row(R"({"epochs": 1.5})", R"("epochs": got '1.5', it needs a whole number from 1 to 1000000)");
        row(R"({"epochs": [1, 2]})", R"("epochs": got '1,2', it needs a whole number from 1 to 1000000)");
        row(R"({"epochs": 18446744073709551615})",
            R"("epochs": got '18446744073709551615', it needs a whole number from 1 to 1000000)");
        row(R"({"lr": -1})", R"("lr": got '-1', it needs a number greater than 0)");
        row(R"({"lr": "nan"})", R"("lr": got 'nan', it needs a number greater than 0)");
        row(R"({"lr": false})", R"("lr": got 'off', it needs a number greater than 0)");
        row(R"({"nesterov": 1})", R"("nesterov": got '1', it needs one of on, off, true, false)");
        row(R"({"dataset": ""})", R"("dataset": got '', it needs a dataset's name or a folder)");
        row(R"({"seeds": [1, 1]})",
            R"("seeds": got '1,1', it needs seeds from 0 up, each once: one, several separated )"
            "by commas, or a range such as 1..6");
        row(R"({"seeds": [-1]})", R"("seeds": got '-1', it needs seeds from 0 up, each once: one, several separated )"
                                  "by commas, or a range such as 1..6");
        row(R"({"dataset_sha256": 5})", R"("dataset_sha256" is 5, it needs a text)");
        row(R"({"test_dataset_sha256": null})", R"("test_dataset_sha256" is null, it needs a text)");
        const QString normalization =
            R"(, it needs an object with the lists "mean" and "std", each of one number a channel)";
        row(R"({"normalization": [0, 1]})", R"("normalization" is [0,1])" + normalization);
        row(R"({"normalization": {"mean": 0}})", R"("normalization" is {"mean":0})" + normalization);
        row(R"({"normalization": {"mean": 0, "std": "1"}})",
            R"("normalization" is {"mean":0,"std":"1"})" + normalization);
        row(R"({"normalization": {"mean": [], "std": []}})",
            R"("normalization" is {"mean":[],"std":[]})" + normalization);
        row(R"({"normalization": {"mean": [0, 0, 0], "std": [1, 1]}})",
            R"("normalization" is {"mean":[0,0,0],"std":[1,1]})" + normalization);
        row(R"({"normalization": {"mean": [[0]], "std": [1]}})",
            R"("normalization" is {"mean":[[0]],"std":[1]})" + normalization);
        row(R"({"epochs": 3, "lr": 0})", R"("lr": got '0', it needs a number greater than 0)");
    }

    void refused()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, sentence);
        COMPARE_ERROR(fromJson(json(text), baseOf(ExperimentKind::Twin), "my.json"), ErrorCode::Usage, sentence);
    }

    void otherCommandsKey()
    {
        COMPARE_ERROR(fromJson(json(R"({"bn_layers": "on"})"), baseOf(ExperimentKind::Train), "my.json"),
                      ErrorCode::Usage, R"(my.json: the key "bn_layers" belongs to the command twin, not to train)");
        COMPARE_ERROR(fromJson(json(R"({"command": "twin"})"), baseOf(ExperimentKind::Train), "my.json"),
                      ErrorCode::Usage,
                      R"(my.json: "command" is "twin", it needs "train": give the file to the command that it was )"
                      "made with");
    }

    /// A path need not be UTF-8; what refuses or shows it must not throw.
    void bytesThatAreNoUtf8()
    {
        Json value;
        value["command"] = "\xff";
        VERIFY_ERROR(fromJson(value, baseOf(ExperimentKind::Twin), "my.json"), ErrorCode::Usage, "it needs \"twin\"");
        ExperimentSpec spec;
        spec.dataset = "digits-\xe9";
        const std::string text = jsonText(toJson(spec, {}));
        QVERIFY(text.find("\"digits-\xef\xbf\xbd\"") != std::string::npos);  // U+FFFD
    }

    void files()
    {
        const QTemporaryDir folder;
        QVERIFY(folder.isValid());
        const std::string path = folder.filePath("my.json").toStdString();
        VERIFY_ERROR(readConfig(path, {}), ErrorCode::Usage, "my.json: cannot be read: No such file or directory");
        VERIFY_OK(writeFileAtomically(path, std::string_view(R"({"lr": 0.5})")));
        const auto read = readConfig(path, {});
        VERIFY_OK(read);
        QVERIFY(read->spec.training.sgd.lr == 0.5);
        VERIFY_OK(writeFileAtomically(path, std::string_view(R"({"lr": 0.5)")));
        VERIFY_ERROR(readConfig(path, {}), ErrorCode::Usage, "my.json: is not valid JSON");
        VERIFY_OK(writeFileAtomically(path, std::string_view(R"({"lr": 0.5, "lr": 0.6})")));
        VERIFY_ERROR(readConfig(path, {}), ErrorCode::Usage, "my.json: has the key \"lr\" twice");
        VERIFY_OK(writeFileAtomically(path, std::string_view(R"({"lr": 0})")));
        VERIFY_ERROR(readConfig(path, {}), ErrorCode::Usage, "my.json: \"lr\": got '0'");
        VERIFY_OK(writeFileAtomically(path, std::string_view(R"([1])")));
        VERIFY_ERROR(readConfig(path, {}), ErrorCode::Usage, "my.json: holds array where a JSON object is expected");
        VERIFY_ERROR(readConfig(folder.path().toStdString(), {}), ErrorCode::Usage, "Is a directory");
    }
};

QTEST_GUILESS_MAIN(tst_ExperimentConfig)
#include "tst_ExperimentConfig.moc"
