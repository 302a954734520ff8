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
#include <normscope/experiment/RunFolder.h>
#include <normscope/experiment/Safetensors.h>

#include "../support/Expect.h"
#include "../support/RunFiles.h"

using namespace normscope;
using normscope::test::contentOf;
using normscope::test::jsonIn;

namespace
{

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

/// A run of two epochs with 30 iterations each. The batch loss is 1 in the first epoch and 0.5 in the second; the test
/// accuracy is 0.95 after the first and `accuracy` after the second. A step takes `seconds`.
RunRecord finished(Twin twin, double seconds, double accuracy, std::uint64_t seed = 1)
{
    RunRecord run;
    run.seed = seed;
    run.twin = twin;
    run.status = RunStatus::Done;
    run.parameters = {200, 30, twin == Twin::Bn ? 8 : 0, twin == Twin::Bn ? 9 : 0};
    run.samplesPerEpoch = 600;
    for (int i = 1; i <= 60; ++i) {
        run.steps.push_back({i, (i - 1) / 30 + 1, i <= 30 ? 1.0F : 0.5F, 0.5, 0.1, seconds * i});
    }
    run.evaluations = {{30, 1, 0.4, 0.95, seconds * 30}, {60, 2, 0.3, accuracy, seconds * 60}};
    run.epochs = {{1, 1.0, 0.5, 0.4, 0.95, seconds * 30, 0.5, kNan, kNan},
                  {2, 0.5, 0.75, 0.3, accuracy, seconds * 60, 1.0, kNan, kNan}};
    return run;
}

/// The same, but over after `steps` steps of the first epoch with a loss that is not finite.
RunRecord diverged(Twin twin, int steps, std::uint64_t seed = 1)
{
    RunRecord run = finished(twin, 0.5, 0.97, seed);
    run.status = RunStatus::Diverged;
    run.steps.resize(static_cast<std::size_t>(steps));
    run.steps.back().loss = std::numeric_limits<float>::infinity();
    run.evaluations.clear();
    run.epochs.clear();
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

const Measure* find(const PairComparison& pair, const std::string& key)
{
    for (const Measure& measure : pair.measures) {
        if (measure.key == key) {
            return &measure;
        }
    }
    return nullptr;
}

/// "bn | no_bn | difference" of a measure; - where there is none.
QString shown(const PairComparison& pair, const std::string& key)
{
    const Measure* measure = find(pair, key);
    if (measure == nullptr) {
        return "absent";
    }
    const auto text = [](const std::optional<double>& value) { return value ? QString::number(*value) : QString("-"); };
    return text(measure->bn) + " | " + text(measure->noBn) + " | " + text(measure->difference());
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
        const auto comparison = compare("my run", {finished(Twin::Bn, 0.5, 0.98), finished(Twin::NoBn, 0.25, 0.97)});
        COMPARE_TEXT(comparison.experiment, "my run");
        QCOMPARE(comparison.pairs.size(), std::size_t{1});
        const PairComparison& pair = comparison.pairs[0];
        QCOMPARE(pair.seed, std::uint64_t{1});
        QVERIFY(pair.bn == RunStatus::Done && pair.noBn == RunStatus::Done);
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
        const auto with = compare("e", {finished(Twin::Bn, 0.5, 0.98)}).pairs.at(0);
        QVERIFY(with.bn == RunStatus::Done);
        QVERIFY(!with.noBn);
        QCOMPARE(shown(with, "train_seconds"), "30 | - | -");
        QCOMPARE(shown(with, "parameters_total"), "238 | - | -");
        QVERIFY(with.remarks.empty());
        const auto without = compare("e", {finished(Twin::NoBn, 0.25, 0.97)}).pairs.at(0);
        QVERIFY(!without.bn);
        QCOMPARE(shown(without, "train_seconds"), "- | 15 | -");
        QCOMPARE(shown(without, "final_train_loss"), "- | 0.5 | -");
        QVERIFY(without.remarks.empty());
    }

    void nothing()
    {
        const auto comparison = compare("e", {});
        QVERIFY(comparison.pairs.empty());
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
        const Twin lost = isBn ? Twin::Bn : Twin::NoBn;
        const Twin other = isBn ? Twin::NoBn : Twin::Bn;
        const auto pair = compare("e", {diverged(lost, 20), finished(other, 0.25, 0.98)}).pairs.at(0);
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
        QVERIFY((isBn ? pair.bn : pair.noBn) == RunStatus::Diverged);
        QCOMPARE(pair.remarks.size(), std::size_t{2});
        COMPARE_TEXT(pair.remarks[0], QString("The run %1 diverged: the loss of iteration 20 is not a finite number. A "
                                              "smaller learning rate may help.")
                                          .arg(isBn ? "with BN" : "without BN"));
        COMPARE_TEXT(pair.remarks[1], "Training times are not compared: one run went further than the other.");
    }

    /// A loss that is not finite is no value, neither in a mean over iterations.
    void lossThatIsNotFinite()
    {
        const auto pair = compare("e", {diverged(Twin::Bn, 10), diverged(Twin::NoBn, 10)}).pairs.at(0);
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
        RunRecord run = finished(Twin::Bn, 0.5, 0.98);
        run.status = static_cast<RunStatus>(status);
        run.message = message.toStdString();
        const auto pair = compare("e", {run, finished(Twin::NoBn, 0.5, 0.98)}).pairs.at(0);
        QCOMPARE(pair.remarks.size(), std::size_t{1});
        COMPARE_TEXT(pair.remarks[0], remark);
        QCOMPARE(shown(pair, "final_test_accuracy"), "- | 0.98 | -");
        QCOMPARE(shown(pair, "best_test_accuracy"), "0.98 | 0.98 | 0");
    }

    void runThatNeverBegan()
    {
        RunRecord run;
        run.status = RunStatus::Failed;
        const auto pair = compare("e", {run}).pairs.at(0);
        QCOMPARE(shown(pair, "train_seconds"), "0 | - | -");
        QCOMPARE(shown(pair, "seconds_per_epoch"), "- | - | -");
        COMPARE_TEXT(pair.remarks.at(0), "The run with BN failed after 0 iterations: see run.log.");
        QVERIFY(!toText(compare("e", {run})).empty());
    }

    void severalSeeds()
    {
        const auto comparison = compare("e", {finished(Twin::NoBn, 0.25, 0.96, 7), finished(Twin::Bn, 0.5, 0.97, 7),
                                              finished(Twin::Bn, 1.0, 0.99, 2), finished(Twin::NoBn, 0.25, 0.97, 2)});
        QCOMPARE(comparison.pairs.size(), std::size_t{2});
        QCOMPARE(comparison.pairs[0].seed, std::uint64_t{7});
        QCOMPARE(comparison.pairs[1].seed, std::uint64_t{2});
        QCOMPARE(shown(comparison.pairs[1], "train_seconds"), "60 | 15 | 45");

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
        const auto comparison = compare("e", {finished(Twin::Bn, 0.5, 0.98, 1), finished(Twin::NoBn, 0.5, 0.98, 1),
                                              finished(Twin::Bn, 0.5, 0.98, 2)});
        QVERIFY(toText(comparison).find("Means") == std::string::npos);
        const auto alone = compare("e", {finished(Twin::Bn, 0.5, 0.98, 1), finished(Twin::Bn, 0.5, 0.98, 2)});
        QVERIFY(toText(alone).find("Means") == std::string::npos);
    }

    void meansWithADivergedSeed()
    {
        const auto comparison = compare("e", {diverged(Twin::Bn, 20, 1), finished(Twin::NoBn, 0.5, 0.98, 1),
                                              finished(Twin::Bn, 0.5, 0.98, 2), finished(Twin::NoBn, 0.5, 0.98, 2)});
        const QStringList lines = linesOf(toText(comparison));
        const QStringList ofMeans = lines.mid(lines.indexOf("Means over 2 seeds (— where a seed has no value)"));
        QVERIFY(ofMeans.contains("training time — — —"));
        QVERIFY(ofMeans.contains("smoothed loss at 10 1.0000 1.0000 0.0000"));
        QVERIFY(ofMeans.contains("training loss in the last epoch — — —"));
    }

    void text()
    {
        const auto comparison = compare("e", {finished(Twin::Bn, 0.5, 0.98), diverged(Twin::NoBn, 20)});
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
        const auto comparison = compare("e", {finished(Twin::Bn, 0.25, 0.96), finished(Twin::NoBn, 0.5, 0.98)});
        const QStringList lines = linesOf(toText(comparison));
        QVERIFY(lines.contains("training time 15.00 s 30.00 s -15.00 s"));
        QVERIFY(lines.contains("final test accuracy 96.00 % 98.00 % -2.00 pp"));
    }

    void json()
    {
        const auto comparison = compare("my run", {finished(Twin::Bn, 0.5, 0.98), diverged(Twin::NoBn, 20)});
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
            toJson(std::vector<ExperimentComparison>{compare("e", {finished(Twin::Bn, 0.5, 0.98)})}).dump()));
        const QJsonObject single = alone["experiments"].toArray().at(0).toObject()["pairs"].toArray().at(0).toObject();
        QCOMPARE(single["status"].toObject(), (QJsonObject{{"bn", "done"}, {"no_bn", QJsonValue::Null}}));
        QCOMPARE(single["remarks"].toArray(), QJsonArray());
    }

    /// Six pairs, of which one has a run that diverged: differences of 0.01, 0.02, 0.03, 0.04, 0.05 remain.
    void statisticsOverSeeds()
    {
        std::vector<RunRecord> runs;
        for (std::uint64_t seed = 1; seed <= 5; ++seed) {
            runs.push_back(finished(Twin::Bn, 0.5, 0.9 + 0.01 * static_cast<double>(seed), seed));
            runs.push_back(finished(Twin::NoBn, 0.5, 0.9, seed));
        }
        runs.push_back(finished(Twin::Bn, 0.5, 0.98, 6));
        runs.push_back(diverged(Twin::NoBn, 20, 6));
        const auto comparison = compare("e", runs);
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
        QVERIFY(
            toText(compare("e", {finished(Twin::Bn, 0.5, 0.98), finished(Twin::NoBn, 0.5, 0.9)})).find("sign-flip") ==
            std::string::npos);
    }

    /// Of 12 samples both runs err on the first, BN alone on one more and no BN alone on six: a fair coin falls so
    /// unevenly or more so in 2 (1 + 7) of 2^7 cases, p = 16/128.
    void mistakes()
    {
        const QTemporaryDir folder;
        const std::filesystem::path root = folder.path().toStdString();
        writeAnswers(leafOf(root, 1, Twin::Bn), {0, 1});
        writeAnswers(leafOf(root, 1, Twin::NoBn), {0, 2, 3, 4, 5, 6, 7});
        writeAnswers(leafOf(root, 2, Twin::Bn), {});
        auto comparison = compare("e", {finished(Twin::Bn, 0.5, 0.98), finished(Twin::NoBn, 0.5, 0.9),
                                        finished(Twin::Bn, 0.5, 0.98, 2), finished(Twin::NoBn, 0.5, 0.9, 2)});
        compareMistakes(comparison, root);
        QVERIFY(comparison.pairs[0].mistakes);
        const McNemar& found = *comparison.pairs[0].mistakes;
        QCOMPARE(found.both, std::int64_t{1});
        QCOMPARE(found.onlyBnErrs, std::int64_t{1});
        QCOMPARE(found.onlyNoBnErrs, std::int64_t{6});
        QCOMPARE(found.neither, std::int64_t{4});
        QCOMPARE(found.p, 0.125);
        QVERIFY2(!comparison.pairs[1].mistakes, "the answers of one run are not there");
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
        const auto first = compare("a, \"quoted\" one", {finished(Twin::Bn, 0.5, 0.98), diverged(Twin::NoBn, 20)});
        const auto second = compare("b", {finished(Twin::NoBn, 0.5, 0.98, 3)});
        const QStringList lines = QString::fromStdString(toCsv({first, second})).split('\n');
        QCOMPARE(lines.first(), "experiment,seed,aspect,measure,unit,bn,no_bn,difference");
        QVERIFY(lines.contains(R"("a, ""quoted"" one",1,training_time,train_seconds,seconds,,,)"));
        QVERIFY(lines.contains(R"("a, ""quoted"" one",1,convergence,iterations_to_0.95,iterations,30,,)"));
        QVERIFY(lines.contains(R"("a, ""quoted"" one",1,parameters,parameters_total,count,238,230,8)"));
        QVERIFY(lines.contains(R"(b,3,accuracy,final_test_accuracy,fraction,,0.98,)"));
        QVERIFY(lines.last().isEmpty());
        QCOMPARE(lines.size(), qsizetype(2 + first.pairs[0].measures.size() + second.pairs[0].measures.size()));
    }

    void files()
    {
        const QTemporaryDir folder;
        QVERIFY(folder.isValid());
        const std::vector<ExperimentComparison> comparisons{compare("caf\xe9", {finished(Twin::Bn, 0.5, 0.98)})};
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
