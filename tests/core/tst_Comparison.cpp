#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <filesystem>
#include <limits>
#include <set>
#include <string>
#include <vector>

#include <normscope/experiment/Comparison.h>
#include <normscope/experiment/Divergence.h>
#include <normscope/experiment/RunFolder.h>
#include <normscope/experiment/Safetensors.h>
#include <normscope/graph/Families.h>

#include "../support/Expect.h"
#include "../support/MadeUpRuns.h"
#include "../support/RunFiles.h"

using namespace normscope;
using normscope::test::contentOf;
using normscope::test::jsonIn;

namespace
{

const std::vector<std::string> kTwin{kBn, kNoBn};
const std::vector<std::string> kThree{kBn, "layer-norm", kNoBn};

using test::kNan;

/// A run of two epochs with 30 iterations each. The batch loss is 1 in the first epoch and 0.5 in the second; the test
/// accuracy is 0.95 after the first and `accuracy` after the second. A step takes `seconds`.
RunRecord finished(const std::string& variant, double seconds, double accuracy, std::uint64_t seed = 1)
{
    test::RunRows rows;
    for (int i = 1; i <= 60; ++i) {
        rows.steps.push_back({i, (i - 1) / 30 + 1, i <= 30 ? 1.0F : 0.5F, 0.5, 0.1, seconds * i});
    }
    rows.evaluations = {{30, 1, 0.4, 0.95, seconds * 30}, {60, 2, 0.3, accuracy, seconds * 60}};
    rows.epochs = {{30, 1, 1.0, 0.5, 0.4, 0.95, seconds * 30, 0.5, kNan, kNan},
                   {60, 2, 0.5, 0.75, 0.3, accuracy, seconds * 60, 1.0, kNan, kNan}};
    RunRecord run = test::madeUpRun(seed, variant, rows);
    run.samplesPerEpoch = 600;
    return run;
}

/// The same, but over after `steps` steps of the first epoch with a loss that is not finite.
RunRecord diverged(const std::string& variant, int steps, std::uint64_t seed = 1)
{
    RunRecord run = finished(variant, 0.5, 0.97, seed);
    run.status = RunStatus::Diverged;
    test::RunRows rows = test::rowsOf(run);
    rows.steps.resize(static_cast<std::size_t>(steps));
    rows.steps.back().loss = std::numeric_limits<float>::infinity();
    test::setRows(run, {rows.steps, {}, {}});
    return run;
}

/// The answers of a run to 12 samples of class 0, wrong on those named.
void writeAnswers(const std::filesystem::path& leaf, const std::set<std::size_t>& wrong)
{
    constexpr std::size_t kSamples = 12;
    std::vector<float> probabilities;
    for (std::size_t i = 0; i < kSamples; ++i) {
        const float right = wrong.contains(i) ? 0.25F : 0.75F;
        probabilities.insert(probabilities.end(), {right, 1 - right});
    }
    std::filesystem::create_directories(leaf);
    const std::vector<std::int64_t> labels(kSamples, 0);
    VERIFY_OK(writeSafetensors(
        leaf / "predictions.safetensors",
        {HostTensor::of<std::int64_t>("label", HostTensor::Type::Int64, {kSamples}, labels),
         HostTensor::of<float>("probability", HostTensor::Type::Float32, {kSamples, 2}, probabilities)},
        {{"dataset_sha256", "abc"}}));
}

const Measure* find(const SeedComparison& pair, const std::string& key)
{
    for (const Measure& measure : pair.measures) {
        if (measure.key == key) {
            return &measure;
        }
    }
    return nullptr;
}

/// "bn | no_bn | difference" of a measure; - where there is none.
QString shown(const SeedComparison& pair, const std::string& key)
{
    const Measure* measure = find(pair, key);
    if (measure == nullptr) {
        return "absent";
    }
    const auto text = [](const std::optional<double>& value) { return value ? QString::number(*value) : QString("-"); };
    return text(measure->values.at(0)) + " | " + text(measure->values.at(1)) + " | " + text(measure->differenceOf(0));
}

/// The lines of a text with runs of blanks made one.
QStringList linesOf(const std::string& text)
{
    QStringList lines;
    for (const QString& line : QString::fromStdString(text).split('\n')) {
        lines << line.simplified();
    }
    return lines;
}

}  // namespace

class tst_Comparison : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void bothTwins()
    {
        const auto comparison = compare("my run", kTwin, {finished(kBn, 0.5, 0.98), finished(kNoBn, 0.25, 0.97)});
        COMPARE_TEXT(comparison.experiment, "my run");
        QCOMPARE(comparison.seeds.size(), std::size_t{1});
        const SeedComparison& pair = comparison.seeds[0];
        QCOMPARE(pair.seed, std::uint64_t{1});
        QVERIFY(pair.statuses.at(0) == RunStatus::Done && pair.statuses.at(1) == RunStatus::Done);
        QVERIFY(pair.remarks.empty());

        QStringList keys;
        for (const Measure& measure : pair.measures) {
            keys << QString::fromStdString(nameOf(measure.aspect) + "." + measure.key + "." + nameOf(measure.unit));
        }
        QCOMPARE(keys, QStringList({"training_time.train_seconds.seconds",
                                    "training_time.seconds_per_epoch.seconds",
                                    "convergence.iterations_to_0.95.iterations",
                                    "convergence.seconds_to_0.95.seconds",
                                    "convergence.iterations_to_0.97.iterations",
                                    "convergence.seconds_to_0.97.seconds",
                                    "convergence.iterations_to_0.98.iterations",
                                    "convergence.seconds_to_0.98.seconds",
                                    "convergence.iterations_to_0.99.iterations",
                                    "convergence.seconds_to_0.99.seconds",
                                    "convergence.smoothed_loss_at_10.loss",
                                    "convergence.smoothed_loss_at_50.loss",
                                    "parameters.parameters_weight.count",
                                    "parameters.parameters_bias.count",
                                    "parameters.parameters_gamma_beta.count",
                                    "parameters.parameters_total.count",
                                    "parameters.buffers.count",
                                    "accuracy.final_test_accuracy.fraction",
                                    "accuracy.best_test_accuracy.fraction",
                                    "accuracy.best_epoch.count",
                                    "accuracy.final_train_loss.loss"}));
        QCOMPARE(shown(pair, "train_seconds"), "30 | 15 | 15");
        QCOMPARE(shown(pair, "seconds_per_epoch"), "15 | 7.5 | 7.5");
        QCOMPARE(shown(pair, "iterations_to_0.95"), "30 | 30 | 0");
        QCOMPARE(shown(pair, "seconds_to_0.95"), "15 | 7.5 | 7.5");
        QCOMPARE(shown(pair, "iterations_to_0.97"), "60 | 60 | 0");
        QCOMPARE(shown(pair, "iterations_to_0.98"), "60 | - | -");
        QCOMPARE(shown(pair, "seconds_to_0.98"), "30 | - | -");
        QCOMPARE(shown(pair, "iterations_to_0.99"), "- | - | -");
        QCOMPARE(shown(pair, "smoothed_loss_at_10"), "1 | 1 | 0");
        QCOMPARE(shown(pair, "smoothed_loss_at_50"), "0.8 | 0.8 | 0");  // (30 · 1 + 20 · 0.5) / 50
        QCOMPARE(shown(pair, "parameters_total"), "238 | 230 | 8");
        QCOMPARE(shown(pair, "parameters_gamma_beta"), "8 | 0 | 8");
        QCOMPARE(shown(pair, "buffers"), "9 | 0 | 9");
        QCOMPARE(shown(pair, "final_test_accuracy"), "0.98 | 0.97 | 0.01");
        QCOMPARE(shown(pair, "best_epoch"), "2 | 2 | 0");
        QCOMPARE(shown(pair, "final_train_loss"), "0.5 | 0.5 | 0");
    }

    void oneRunAlone()
    {
        const auto with = compare("e", kTwin, {finished(kBn, 0.5, 0.98)}).seeds.at(0);
        QVERIFY(with.statuses.at(0) == RunStatus::Done);
        QVERIFY(!with.statuses.at(1));
        QCOMPARE(shown(with, "train_seconds"), "30 | - | -");
        QCOMPARE(shown(with, "parameters_total"), "238 | - | -");
        QVERIFY(with.remarks.empty());
        const auto without = compare("e", kTwin, {finished(kNoBn, 0.25, 0.97)}).seeds.at(0);
        QVERIFY(!without.statuses.at(0));
        QCOMPARE(shown(without, "train_seconds"), "- | 15 | -");
        QCOMPARE(shown(without, "final_train_loss"), "- | 0.5 | -");
        QVERIFY(without.remarks.empty());
    }

    void nothing()
    {
        const auto comparison = compare("e", kTwin, {});
        QVERIFY(comparison.seeds.empty());
        COMPARE_TEXT(toText(comparison), "");
        COMPARE_TEXT(toCsv({comparison}), "experiment,seed,aspect,measure,unit,bn,no_bn,difference\n");
    }

    void oneDiverged_data()
    {
        QTest::addColumn<bool>("isBn");
        QTest::newRow("with BN") << true;
        QTest::newRow("without BN") << false;
    }

    /// The other half went on alone, so seconds are not compared; iterations are.
    void oneDiverged()
    {
        QFETCH(bool, isBn);
        const std::string lost = isBn ? kBn : kNoBn;
        const std::string other = isBn ? kNoBn : kBn;
        const auto pair = compare("e", kTwin, {diverged(lost, 20), finished(other, 0.25, 0.98)}).seeds.at(0);
        const auto sides = [&](const QString& ofLost, const QString& ofOther) {
            return (isBn ? ofLost + " | " + ofOther : ofOther + " | " + ofLost) + " | -";
        };
        QCOMPARE(shown(pair, "train_seconds"), "- | - | -");
        QCOMPARE(shown(pair, "seconds_per_epoch"), "- | - | -");
        QCOMPARE(shown(pair, "seconds_to_0.95"), "- | - | -");
        QCOMPARE(shown(pair, "iterations_to_0.95"), sides("-", "30"));
        QCOMPARE(shown(pair, "smoothed_loss_at_10"), "1 | 1 | 0");
        QCOMPARE(shown(pair, "smoothed_loss_at_50"), sides("-", "0.8"));
        QCOMPARE(shown(pair, "final_test_accuracy"), sides("-", "0.98"));
        QCOMPARE(shown(pair, "best_epoch"), sides("-", "2"));
        QCOMPARE(shown(pair, "final_train_loss"), sides("-", "0.5"));
        QVERIFY(pair.statuses.at(isBn ? 0 : 1) == RunStatus::Diverged);
        QCOMPARE(pair.remarks.size(), std::size_t{2});
        COMPARE_TEXT(pair.remarks[0], QString("The run %1 diverged: the loss of iteration 20 is not a finite number. A "
                                              "smaller learning rate may help.")
                                          .arg(isBn ? "with BN" : "without BN"));
        COMPARE_TEXT(pair.remarks[1], "Training times are not compared: one run went further than the other.");
    }

    /// The first loss and gradient are those of the initial weights.
    void divergedAtOnce()
    {
        const QString advice =
            "Nothing had been learned yet, so the learning rate is not to blame: look at the data, at "
            "the initial weights, and at BN's ε (--bn-eps) where it is 0.";
        const auto pair = compare("e", kTwin, {diverged(kBn, 1), finished(kNoBn, 0.25, 0.98)}).seeds.at(0);
        COMPARE_TEXT(pair.remarks.at(0),
                     "The run with BN diverged: the loss of iteration 1 is not a finite number. " + advice);
        RunRecord run = diverged(kBn, 1);
        test::RunRows rows = test::rowsOf(run);
        rows.steps.back().loss = 2.3F;
        test::setRows(run, rows);
        const auto other = compare("e", kTwin, {run, finished(kNoBn, 0.25, 0.98)}).seeds.at(0);
        COMPARE_TEXT(other.remarks.at(0),
                     "The run with BN diverged: the gradient of iteration 1 is not a finite number. " + advice);
    }

    /// A learning rate is not blamed for a division by zero, whenever it comes.
    void divergedWithoutEpsilon()
    {
        ExperimentSpec spec;
        spec.bnEps = 0;
        for (const int iteration : {1, 8}) {
            const auto ofBn = compare("e", spec, {diverged(kBn, iteration), finished(kNoBn, 0.25, 0.98)}).seeds.at(0);
            const QString remark = QString::fromStdString(ofBn.remarks.at(0));
            QVERIFY2(remark.contains("ε is 0 (--bn-eps)") && !remark.contains("learning rate"), qPrintable(remark));
            QCOMPARE(remark.contains("Nothing had been learned yet."), iteration == 1);
        }
        const auto ofOther = compare("e", spec, {finished(kBn, 0.25, 0.98), diverged(kNoBn, 8)}).seeds.at(0);
        QVERIFY(QString::fromStdString(ofOther.remarks.at(0)).contains("smaller learning rate"));
    }

    void zeroEpsilon()
    {
        ExperimentSpec spec;
        QVERIFY(!hasZeroEpsilon(spec, kBn));
        spec.bnEps = 0;
        QVERIFY(hasZeroEpsilon(spec, kBn) && hasZeroEpsilon(spec, "layer-norm") && !hasZeroEpsilon(spec, kNoBn));
        // In a network of one's own each normalizer may have its own.
        spec.network = graph::mlp(144, {8}, 10);
        QVERIFY(hasZeroEpsilon(spec, kBn) && !hasZeroEpsilon(spec, kNoBn));
        for (graph::Node& node : spec.network->nodes) {
            if (auto* norm = std::get_if<graph::BatchNorm>(&node.operation)) {
                norm->eps = 1e-5;
            }
        }
        QVERIFY(!hasZeroEpsilon(spec, kBn));
    }

    /// A loss that is not finite is no value, neither in a mean over iterations.
    void lossThatIsNotFinite()
    {
        const auto pair = compare("e", kTwin, {diverged(kBn, 10), diverged(kNoBn, 10)}).seeds.at(0);
        QCOMPARE(shown(pair, "smoothed_loss_at_10"), "absent");
        QCOMPARE(shown(pair, "train_seconds"), "5 | 5 | 0");  // side by side to the end
        QCOMPARE(pair.remarks.size(), std::size_t{2});
    }

    void remarks_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("message");
        QTest::addColumn<QString>("remark");
        QTest::newRow("failed") << static_cast<int>(RunStatus::Failed) << "memory ran out"
                                << "The run with BN failed after 60 iterations: memory ran out.";
        QTest::newRow("failed in silence") << static_cast<int>(RunStatus::Failed) << ""
                                           << "The run with BN failed after 60 iterations: see run.log.";
        QTest::newRow("cancelled") << static_cast<int>(RunStatus::Cancelled) << ""
                                   << "The run with BN is not finished: it was stopped after 60 iterations.";
        QTest::newRow("running")
            << static_cast<int>(RunStatus::Running) << ""
            << "The run with BN is not finished: it was still running, or cut off, after 60 iterations.";
    }

    void remarks()
    {
        QFETCH(int, status);
        QFETCH(QString, message);
        QFETCH(QString, remark);
        RunRecord run = finished(kBn, 0.5, 0.98);
        run.status = static_cast<RunStatus>(status);
        run.message = message.toStdString();
        const auto pair = compare("e", kTwin, {run, finished(kNoBn, 0.5, 0.98)}).seeds.at(0);
        QCOMPARE(pair.remarks.size(), std::size_t{1});
        COMPARE_TEXT(pair.remarks[0], remark);
        QCOMPARE(shown(pair, "final_test_accuracy"), "- | 0.98 | -");
        QCOMPARE(shown(pair, "best_test_accuracy"), "0.98 | 0.98 | 0");
    }

    void runThatNeverBegan()
    {
        RunRecord run;
        run.status = RunStatus::Failed;
        const auto pair = compare("e", kTwin, {run}).seeds.at(0);
        QCOMPARE(shown(pair, "train_seconds"), "0 | - | -");
        QCOMPARE(shown(pair, "seconds_per_epoch"), "- | - | -");
        COMPARE_TEXT(pair.remarks.at(0), "The run with BN failed after 0 iterations: see run.log.");
        QVERIFY(!toText(compare("e", kTwin, {run})).empty());
    }

    void severalSeeds()
    {
        const auto comparison = compare("e", kTwin,
                                        {finished(kNoBn, 0.25, 0.96, 7), finished(kBn, 0.5, 0.97, 7),
                                         finished(kBn, 1.0, 0.99, 2), finished(kNoBn, 0.25, 0.97, 2)});
        QCOMPARE(comparison.seeds.size(), std::size_t{2});
        QCOMPARE(comparison.seeds[0].seed, std::uint64_t{7});
        QCOMPARE(comparison.seeds[1].seed, std::uint64_t{2});
        QCOMPARE(shown(comparison.seeds[1], "train_seconds"), "60 | 15 | 45");

        const QStringList lines = linesOf(toText(comparison));
        const auto means = lines.indexOf("Means over 2 seeds (— where a seed has no value)");
        QVERIFY(means > lines.indexOf("Seed 2"));
        QVERIFY(lines.indexOf("Seed 2") > lines.indexOf("Seed 7"));
        const QStringList ofMeans = lines.mid(means);
        QCOMPARE(ofMeans.value(1), "with BN without BN mean difference");
        QVERIFY(ofMeans.contains("training time 45.00 s 15.00 s +30.00 s"));
        QVERIFY(ofMeans.contains("iterations to 95 % 30 30 0"));
        QVERIFY(ofMeans.contains("iterations to 97 % — — —"));  // not reached once without BN
        QVERIFY(ofMeans.contains("final test accuracy 98.00 % 96.50 % +1.50 pp"));
        QVERIFY(ofMeans.contains("parameters 238 230 +8"));
        QVERIFY(ofMeans.contains("smoothed loss at 50 0.8000 0.8000 0.0000"));
    }

    /// Means stand only where every seed has the pair.
    void seedsWithoutAPartner()
    {
        const auto comparison = compare(
            "e", kTwin, {finished(kBn, 0.5, 0.98, 1), finished(kNoBn, 0.5, 0.98, 1), finished(kBn, 0.5, 0.98, 2)});
        QVERIFY(toText(comparison).find("Means") == std::string::npos);
        const auto alone = compare("e", kTwin, {finished(kBn, 0.5, 0.98, 1), finished(kBn, 0.5, 0.98, 2)});
        QVERIFY(toText(alone).find("Means") == std::string::npos);
    }

    void meansWithADivergedSeed()
    {
        const auto comparison = compare("e", kTwin,
                                        {diverged(kBn, 20, 1), finished(kNoBn, 0.5, 0.98, 1),
                                         finished(kBn, 0.5, 0.98, 2), finished(kNoBn, 0.5, 0.98, 2)});
        const QStringList lines = linesOf(toText(comparison));
        const QStringList ofMeans = lines.mid(lines.indexOf("Means over 2 seeds (— where a seed has no value)"));
        QVERIFY(ofMeans.contains("training time — — —"));
        QVERIFY(ofMeans.contains("smoothed loss at 10 1.0000 1.0000 0.0000"));
        QVERIFY(ofMeans.contains("training loss in the last epoch — — —"));
    }

    void text()
    {
        const auto comparison = compare("e", kTwin, {finished(kBn, 0.5, 0.98), diverged(kNoBn, 20)});
        const QStringList lines = linesOf(toText(comparison));
        QCOMPARE(lines.mid(0, 3), QStringList({"", "Seed 1", "with BN without BN difference"}));
        QVERIFY(lines.contains("iterations to 95 % 30 — —"));
        QVERIFY(lines.contains("best test accuracy 98.00 % — —"));
        QVERIFY(lines.contains("smoothed loss at 10 1.0000 1.0000 0.0000"));
        QVERIFY(lines.contains("γ and β 8 0 +8"));
        QVERIFY(lines.contains("Training times are not compared: one run went further than the other."));
        // All rows of the table are as wide as its rule.
        const QStringList raw = QString::fromStdString(toText(comparison)).split('\n');
        QVERIFY(raw[3].startsWith("───"));
        QCOMPARE(raw[4].size(), raw[3].size());
    }

    void negativeDifferences()
    {
        const auto comparison = compare("e", kTwin, {finished(kBn, 0.25, 0.96), finished(kNoBn, 0.5, 0.98)});
        const QStringList lines = linesOf(toText(comparison));
        QVERIFY(lines.contains("training time 15.00 s 30.00 s -15.00 s"));
        QVERIFY(lines.contains("final test accuracy 96.00 % 98.00 % -2.00 pp"));
    }

    void json()
    {
        const auto comparison = compare("my run", kTwin, {finished(kBn, 0.5, 0.98), diverged(kNoBn, 20)});
        const auto document = QJsonDocument::fromJson(
            QByteArray::fromStdString(toJson(std::vector<ExperimentComparison>{comparison}).dump()));
        QCOMPARE(document["format_version"].toInt(), 1);
        const QJsonObject experiment = document["experiments"].toArray().at(0).toObject();
        QCOMPARE(experiment["experiment"].toString(), "my run");
        const QJsonObject pair = experiment["pairs"].toArray().at(0).toObject();
        QCOMPARE(pair["seed"].toInt(), 1);
        QCOMPARE(pair["status"].toObject(), (QJsonObject{{"bn", "done"}, {"no_bn", "diverged"}}));
        QCOMPARE(
            pair["convergence"].toObject()["iterations_to_0.95"].toObject(),
            (QJsonObject{
                {"unit", "iterations"}, {"bn", 30}, {"no_bn", QJsonValue::Null}, {"difference", QJsonValue::Null}}));
        QCOMPARE(pair["parameters"].toObject()["parameters_total"].toObject(),
                 (QJsonObject{{"unit", "count"}, {"bn", 238}, {"no_bn", 230}, {"difference", 8}}));
        QCOMPARE(pair["accuracy"].toObject()["final_test_accuracy"].toObject()["bn"].toDouble(), 0.98);
        QCOMPARE(pair["remarks"].toArray().size(), 2);

        const auto alone = QJsonDocument::fromJson(QByteArray::fromStdString(
            toJson(std::vector<ExperimentComparison>{compare("e", kTwin, {finished(kBn, 0.5, 0.98)})}).dump()));
        const QJsonObject single = alone["experiments"].toArray().at(0).toObject()["pairs"].toArray().at(0).toObject();
        QCOMPARE(single["status"].toObject(), (QJsonObject{{"bn", "done"}, {"no_bn", QJsonValue::Null}}));
        QCOMPARE(single["remarks"].toArray(), QJsonArray());
    }

    /// Six pairs, of which one has a run that diverged: differences of 0.01, 0.02, 0.03, 0.04, 0.05 remain.
    void statisticsOverSeeds()
    {
        std::vector<RunRecord> runs;
        for (std::uint64_t seed = 1; seed <= 5; ++seed) {
            runs.push_back(finished(kBn, 0.5, 0.9 + 0.01 * static_cast<double>(seed), seed));
            runs.push_back(finished(kNoBn, 0.5, 0.9, seed));
        }
        runs.push_back(finished(kBn, 0.5, 0.98, 6));
        runs.push_back(diverged(kNoBn, 20, 6));
        const auto comparison = compare("e", kTwin, runs);
        const auto document = QJsonDocument::fromJson(
            QByteArray::fromStdString(toJson(std::vector<ExperimentComparison>{comparison}).dump()));
        const QJsonObject statistics = document["experiments"].toArray().at(0).toObject()["statistics"].toObject();
        const QJsonObject accuracy = statistics["final_test_accuracy"].toObject();
        QCOMPARE(accuracy["n"].toInt(), 5);
        QCOMPARE(accuracy["excluded"].toInt(), 1);
        QVERIFY(std::abs(accuracy["mean"].toDouble() - 0.03) < 1e-12);
        // The standard deviation of 1 … 5 is √2.5; t(0.975, 4) = 2.776445.
        QVERIFY(std::abs(accuracy["sd"].toDouble() - 0.01 * std::sqrt(2.5)) < 1e-12);
        QVERIFY(std::abs(accuracy["ci95"].toArray().at(1).toDouble() - (0.03 + 2.776445 * 0.01 * std::sqrt(2.5 / 5))) <
                1e-8);
        QCOMPARE(accuracy["sign_flip_p"].toDouble(), 0.0625);
        QVERIFY(!statistics.contains("parameters_total"));

        const std::string text = toText(comparison);
        QVERIFY2(text.find("5 seeds are too few") != std::string::npos, text.c_str());
        QVERIFY2(text.find("1 of 6 pairs left out") != std::string::npos, text.c_str());
        QVERIFY2(text.find("Seed 1\n") == std::string::npos, "so many tables are not read");
        QVERIFY2(text.find("figures in comparison.csv") != std::string::npos, text.c_str());
        QVERIFY(toText(compare("e", kTwin, {finished(kBn, 0.5, 0.98), finished(kNoBn, 0.5, 0.9)})).find("sign-flip") ==
                std::string::npos);
    }

    /// Of 12 samples both runs err on the first, BN alone on one more and no BN alone on six: a fair coin falls so
    /// unevenly or more so in 2 (1 + 7) of 2^7 cases, p = 16/128.
    void mistakes()
    {
        const QTemporaryDir folder;
        const std::filesystem::path root = folder.path().toStdString();
        writeAnswers(leafOf(root, 1, kBn), {0, 1});
        writeAnswers(leafOf(root, 1, kNoBn), {0, 2, 3, 4, 5, 6, 7});
        writeAnswers(leafOf(root, 2, kBn), {});
        auto comparison = compare("e", kTwin,
                                  {finished(kBn, 0.5, 0.98), finished(kNoBn, 0.5, 0.9), finished(kBn, 0.5, 0.98, 2),
                                   finished(kNoBn, 0.5, 0.9, 2)});
        compareMistakes(comparison, root);
        QVERIFY(comparison.seeds[0].mistakes.at(0));
        const McNemar& found = *comparison.seeds[0].mistakes[0];
        QCOMPARE(found.both, std::int64_t{1});
        QCOMPARE(found.onlyVariantErrs, std::int64_t{1});
        QCOMPARE(found.onlyReferenceErrs, std::int64_t{6});
        QCOMPARE(found.neither, std::int64_t{4});
        QCOMPARE(found.p, 0.125);
        QVERIFY2(!comparison.seeds[1].mistakes.at(0), "the answers of one run are not there");
        QVERIFY(toText(comparison).find("only without BN 6 (McNemar's p: 0.125)") != std::string::npos);

        VERIFY_OK(writeComparison(root, {comparison}));
        const QJsonArray pairs =
            jsonIn(folder.filePath("comparison.json"))["experiments"].toArray()[0].toObject()["pairs"].toArray();
        QCOMPARE(pairs[0].toObject()["mistakes"].toObject()["mcnemar_p"].toDouble(), 0.125);
        QCOMPARE(pairs[0].toObject()["mistakes"].toObject()["only_no_bn"].toInt(), 6);
        QVERIFY(!pairs[1].toObject().contains("mistakes"));
    }

    void csv()
    {
        const auto first = compare("a, \"quoted\" one", kTwin, {finished(kBn, 0.5, 0.98), diverged(kNoBn, 20)});
        const auto second = compare("b", kTwin, {finished(kNoBn, 0.5, 0.98, 3)});
        const QStringList lines = QString::fromStdString(toCsv({first, second})).split('\n');
        QCOMPARE(lines.first(), "experiment,seed,aspect,measure,unit,bn,no_bn,difference");
        QVERIFY(lines.contains(R"("a, ""quoted"" one",1,training_time,train_seconds,seconds,,,)"));
        QVERIFY(lines.contains(R"("a, ""quoted"" one",1,convergence,iterations_to_0.95,iterations,30,,)"));
        QVERIFY(lines.contains(R"("a, ""quoted"" one",1,parameters,parameters_total,count,238,230,8)"));
        QVERIFY(lines.contains(R"(b,3,accuracy,final_test_accuracy,fraction,,0.98,)"));
        QVERIFY(lines.last().isEmpty());
        QCOMPARE(lines.size(), qsizetype(2 + first.seeds[0].measures.size() + second.seeds[0].measures.size()));
    }

    /// Layer norm is 0.01 … 0.06 better than no BN and BN as much worse in odd seeds as better in even ones.
    static ExperimentComparison threeVariants()
    {
        std::vector<RunRecord> runs;
        for (std::uint64_t seed = 1; seed <= 6; ++seed) {
            const double step = 0.01 * static_cast<double>(seed);
            runs.push_back(finished(kNoBn, 0.25, 0.9, seed));
            runs.push_back(finished("layer-norm", 0.5, 0.9 + step, seed));
            runs.push_back(finished(kBn, 0.5, seed % 2 == 0 ? 0.95 : 0.85, seed));
        }
        return compare("e", kThree, runs);
    }

    /// The difference is always to no BN, wherever it stands in the list; without it to the last.
    void reference()
    {
        const std::vector<RunRecord> runs{finished(kNoBn, 0.25, 0.9), finished(kBn, 0.5, 0.95)};
        const auto turned = compare("e", {kNoBn, kBn}, runs);
        QCOMPARE(turned.reference(), std::size_t{0});
        const Measure* seconds = find(turned.seeds.at(0), "train_seconds");
        QCOMPARE(seconds->differenceOf(1), std::optional(15.0));
        QVERIFY(!seconds->differenceOf(0));
        QCOMPARE(QString::fromStdString(toCsv({turned})).split('\n').first(),
                 "experiment,seed,aspect,measure,unit,no_bn,bn,difference");
        const auto without =
            compare("e", {kBn, "layer-norm"}, {finished(kBn, 0.5, 0.95), finished("layer-norm", 1, 0.9)});
        QCOMPARE(without.reference(), std::size_t{1});
        QCOMPARE(find(without.seeds.at(0), "train_seconds")->differenceOf(0), std::optional(-30.0));
    }

    void threeVariantsAsText()
    {
        const std::string text = toText(threeVariants());
        const QStringList lines = linesOf(text);
        const auto means = lines.indexOf("Means over 6 seeds (— where a seed has no value)");
        QVERIFY2(means >= 0, text.c_str());
        QCOMPARE(lines[means + 1], "with BN with layer norm without BN BN − no BN layer norm − no BN");
        // BN's difference is 0 but for rounding, and so has either sign.
        const auto accuracies = lines.filter("final test accuracy 90.00 % 93.50 % 90.00 % ");
        QVERIFY2(!accuracies.empty() && accuracies.front().endsWith("0.00 pp +3.50 pp"), text.c_str());
        QVERIFY2(lines.contains("training time 30.00 s 30.00 s 15.00 s +15.00 s +15.00 s"), text.c_str());
        QVERIFY2(text.find("differences (BN − no BN)") < text.find("differences (layer norm − no BN)"), text.c_str());
        QVERIFY2(text.find("Holm's p") != std::string::npos, text.c_str());
        // Six seeds are enough for one comparison; for two it takes 2 · 2 / 2^7 = 0.03.
        QVERIFY2(
            text.find("Final test accuracy with layer norm: 6 seeds are too few for a conclusion at the 5 % level: "
                      "the sign-flip test cannot go below p = 0.0625 with them, so run at least 7.") !=
                std::string::npos,
            text.c_str());
    }

    /// Of layer norm all six differences have one sign, p = 2 / 2^6 = 0.03125; those of BN are equally large and half
    /// of either sign, p = 1. By Holm the smaller is doubled, the larger stays.
    void threeVariantsAsFiles()
    {
        const auto comparison = threeVariants();
        const auto document = QJsonDocument::fromJson(
            QByteArray::fromStdString(toJson(std::vector<ExperimentComparison>{comparison}).dump()));
        const QJsonObject experiment = document["experiments"].toArray().at(0).toObject();
        const QJsonObject pair = experiment["pairs"].toArray().at(1).toObject();
        QCOMPARE(pair["status"].toObject(), (QJsonObject{{"bn", "done"}, {"layer_norm", "done"}, {"no_bn", "done"}}));
        QCOMPARE(pair["training_time"].toObject()["train_seconds"].toObject(),
                 (QJsonObject{{"unit", "seconds"},
                              {"bn", 30},
                              {"layer_norm", 30},
                              {"no_bn", 15},
                              {"difference", QJsonObject{{"bn", 15}, {"layer_norm", 15}}}}));
        const QJsonObject accuracy = experiment["statistics"].toObject()["final_test_accuracy"].toObject();
        QCOMPARE(accuracy["layer_norm"].toObject()["sign_flip_p"].toDouble(), 0.03125);
        QCOMPARE(accuracy["layer_norm"].toObject()["holm_p"].toDouble(), 0.0625);
        QCOMPARE(accuracy["bn"].toObject()["sign_flip_p"].toDouble(), 1.0);
        QCOMPARE(accuracy["bn"].toObject()["holm_p"].toDouble(), 1.0);
        QCOMPARE(accuracy["bn"].toObject()["n"].toInt(), 6);

        const QStringList lines = QString::fromStdString(toCsv({comparison})).split('\n');
        QCOMPARE(lines.first(),
                 "experiment,seed,aspect,measure,unit,bn,layer_norm,no_bn,difference_bn,difference_layer_norm");
        QVERIFY(lines.contains("e,2,training_time,train_seconds,seconds,30,30,15,15,15"));
    }

    void files()
    {
        const QTemporaryDir folder;
        QVERIFY(folder.isValid());
        const std::vector<ExperimentComparison> comparisons{compare("caf\xe9", kTwin, {finished(kBn, 0.5, 0.98)})};
        VERIFY_OK(writeComparison(folder.path().toStdString(), comparisons));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList({"comparison.csv", "comparison.json"}));
        QCOMPARE(contentOf(folder.filePath("comparison.csv")), QByteArray::fromStdString(toCsv(comparisons)));
        // A folder's name need not be UTF-8; JSON has to be.
        const QJsonObject read = jsonIn(folder.filePath("comparison.json"))["experiments"].toArray().at(0).toObject();
        QCOMPARE(read["experiment"].toString(), QString("caf") + QChar(0xfffd));
        VERIFY_ERROR(writeComparison(folder.filePath("absent").toStdString(), comparisons), ErrorCode::Io,
                     "comparison.json: cannot be written: No such file or directory");
    }
};

QTEST_GUILESS_MAIN(tst_Comparison)
#include "tst_Comparison.moc"
