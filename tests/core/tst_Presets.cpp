#include <QTest>
#include <cmath>
#include <numeric>
#include <set>

#include <normscope/data/DatasetCatalog.h>
#include <normscope/experiment/Experiment.h>
#include <normscope/experiment/Presets.h>
#include <normscope/experiment/Settings.h>
#include <normscope/experiment/Variants.h>
#include <normscope/train/TrainingLanes.h>

#include "../support/Expect.h"
#include "../support/Trainings.h"

using namespace normscope;

class tst_Presets : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void settingsAreTaken();
    void theAssignmentIsOfItsPresets();
    void specsAreRecognized();
    void effectsAreAsDescribed_data();
    void effectsAreAsDescribed();
};

void tst_Presets::settingsAreTaken()
{
    std::set<std::string> keys;
    for (const Preset& preset : presets()) {
        QVERIFY(keys.insert(preset.key).second);
        ExperimentSpec spec;
        for (const auto& [key, text] : preset.settings) {
            const Setting* setting = findSetting(key);
            QVERIFY2(setting != nullptr, key);
            VERIFY_OK(setting->parse(spec, text));
        }
        VERIFY_OK(checkTogether(specOf(preset, "builtin"), DataShape(), 10'000));
        QCOMPARE(specOf(preset, "mnist").dataset, std::string("mnist"));
    }
}

void tst_Presets::theAssignmentIsOfItsPresets()
{
    const Preset* whole = findPreset("assignment");
    QVERIFY(whole != nullptr);
    const auto experiment = assignmentExperiment([](ExperimentSpec&) { return Status(); });
    VERIFY_OK(experiment);
    QCOMPARE(experiment->cases.size(), whole->cases.size());
    QCOMPARE(experiment->cases.size(), std::size_t{3});
    for (std::size_t i = 0; i < whole->cases.size(); ++i) {
        const auto& [name, key] = whole->cases[i];
        QCOMPARE(experiment->cases[i].name, std::string(name));
        QVERIFY(findPreset(key) != nullptr);
        QVERIFY(toJson(experiment->cases[i].spec, {}) == toJson(specOf(*findPreset(key), "builtin"), {}));
    }
    QVERIFY(findPreset("homework") == nullptr);
}

void tst_Presets::specsAreRecognized()
{
    for (const Preset& preset : presets()) {
        if (preset.cases.empty()) {
            ExperimentSpec spec = specOf(preset, "mnist");
            QCOMPARE(presetOf(spec), &preset);
            spec.seeds = {7, 8};
            spec.kind = ExperimentKind::Train;
            QCOMPARE(presetOf(spec), &preset);
            spec.training.sgd.momentum = 0.123;
            QVERIFY2(presetOf(spec) == nullptr, preset.key);
        }
        QCOMPARE(preset.isToDiverge, QByteArray(preset.key) == "high-lr");
    }
}

void tst_Presets::effectsAreAsDescribed_data()
{
    QTest::addColumn<QString>("key");
    for (const char* key : {"assignment-mlp", "assignment-cnn", "assignment-resnet", "high-lr", "tiny-batches",
                            "deep-mlp", "label-noise"}) {
        QTest::newRow(key) << key;
    }
}

/// What a description promises is seen after one epoch on some of the built-in digits.
void tst_Presets::effectsAreAsDescribed()
{
    QFETCH(const QString, key);
    const auto preset =
        std::find_if(presets().begin(), presets().end(), [&](const Preset& one) { return key == one.key; });
    QVERIFY(preset != presets().end());
    ExperimentSpec spec = specOf(*preset, "builtin");
    spec.threads = 2;
    auto dataset = loadDataset("builtin", 2);
    VERIFY_OK(dataset);
    truncate(dataset->train, spec.limit > 0 ? spec.limit : 10'000);
    TrainingData data{dataset->train, {}, dataset->test, normalizationOf(dataset->train), dataset->classes};
    spec.training.epochs = key == "label-noise" ? 10 : key == "deep-mlp" ? 3 : 1;
    spec.evalEvery = 0;
    auto bn = chosenModelOf(spec, DataShape());
    VERIFY_OK(bn);
    RunControl control;
    std::map<std::string, test::Told> told;
    trainGroup({{{kBn, *bn, nullptr}, {kNoBn, test::withoutBatchNorm(*bn), nullptr}},
                trainingOf(spec, 1, data.train.count()),
                &data,
                [&](const TrainingEvent& event) { told[event.variant].add(event); }},
               control);
    const auto accuracy = [&](const std::string& variant) {
        return told[variant].epochs.empty() ? 0.0 : told[variant].epochs.back().testAccuracy;
    };
    const auto meanLoss = [&](const std::string& variant) {
        const std::vector<float> losses = told[variant].losses();
        return std::accumulate(losses.begin(), losses.end(), 0.0) / static_cast<double>(losses.size());
    };
    if (key == "assignment-mlp") {
        QVERIFY2(meanLoss(kBn) < 0.8 * meanLoss(kNoBn), qPrintable(QString::number(meanLoss(kBn))));
    } else if (key == "assignment-cnn") {
        QVERIFY2(std::abs(accuracy(kBn) - accuracy(kNoBn)) < 0.05, qPrintable(QString::number(accuracy(kNoBn))));
        QVERIFY2(accuracy(kNoBn) > 0.85, qPrintable(QString::number(accuracy(kNoBn))));
    } else if (key == "assignment-resnet") {
        QVERIFY2(accuracy(kBn) > accuracy(kNoBn) + 0.2, qPrintable(QString::number(accuracy(kNoBn))));
    } else if (key == "high-lr") {
        // Which of the two is decided by how sums are rounded, so by the machine.
        QVERIFY2(told[kNoBn].diverged.size() == 1 || accuracy(kNoBn) < 0.2,
                 qPrintable(QString::number(accuracy(kNoBn))));
        QVERIFY2(accuracy(kBn) > 0.8, qPrintable(QString::number(accuracy(kBn))));
    } else if (key == "tiny-batches") {
        QVERIFY2(accuracy(kNoBn) > accuracy(kBn) + 0.05, qPrintable(QString::number(accuracy(kBn))));
    } else if (key == "label-noise") {
        const auto learned = [&](const std::string& variant) { return told[variant].epochs.back().trainAccuracy; };
        QVERIFY2(learned(kBn) > learned(kNoBn) + 0.08, qPrintable(QString::number(learned(kNoBn))));
        QVERIFY2(accuracy(kBn) < accuracy(kNoBn) - 0.02, qPrintable(QString::number(accuracy(kBn))));
    } else {
        QVERIFY2(accuracy(kBn) > 0.5, qPrintable(QString::number(accuracy(kBn))));
        QVERIFY2(accuracy(kNoBn) < 0.2, qPrintable(QString::number(accuracy(kNoBn))));
    }
}

QTEST_GUILESS_MAIN(tst_Presets)
#include "tst_Presets.moc"
