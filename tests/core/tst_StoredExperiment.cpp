#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <cmath>
#include <limits>
#include <memory>
#include <string>

#include <sys/stat.h>

#include <normscope/experiment/RunFolder.h>
#include <normscope/experiment/RunWriter.h>

#include "../support/Expect.h"
#include "../support/MadeUpRuns.h"
#include "../support/RunFiles.h"
#include "../support/RunRows.h"

using namespace normscope;
using normscope::test::finishedRun;
using normscope::test::recordOf;

namespace
{

const Environment kEnvironment{"1.2.3", "1.13.1", "AVX512",
                               "A CPU", 2,        {BlasKind::OpenBlasOpenMp, "openblas", "libopenblas.so", ""},
                               false,   "avx2",   "g++ 12"};
const DataFacts kFacts{"ab12", "", {{0.5}, {0.25}}};

/// NaN equals NaN here: what is not known reads back as not known.
bool same(double a, double b)
{
    return a == b || (std::isnan(a) && std::isnan(b));
}

void compareRecords(const RunRecord& actual, const RunRecord& expected)
{
    QCOMPARE(actual.seed, expected.seed);
    QVERIFY(actual.variant == expected.variant);
    QVERIFY(actual.status == expected.status);
    COMPARE_TEXT(actual.message, QString::fromStdString(expected.message));
    QVERIFY(actual.parameters == expected.parameters);
    const test::RunRows found = test::rowsOf(actual);
    const test::RunRows wanted = test::rowsOf(expected);
    QCOMPARE(found.steps.size(), wanted.steps.size());
    for (std::size_t i = 0; i < wanted.steps.size(); ++i) {
        const Step& a = found.steps[i];
        const Step& b = wanted.steps[i];
        QVERIFY(a.iteration == b.iteration && a.epoch == b.epoch && a.lr == b.lr && a.trainSeconds == b.trainSeconds);
        QVERIFY(same(static_cast<double>(a.loss), static_cast<double>(b.loss)));
        QVERIFY(a.batchAccuracy == b.batchAccuracy);
    }
    QCOMPARE(found.evaluations.size(), wanted.evaluations.size());
    for (std::size_t i = 0; i < wanted.evaluations.size(); ++i) {
        const Evaluation& a = found.evaluations[i];
        const Evaluation& b = wanted.evaluations[i];
        QVERIFY(a.iteration == b.iteration && a.epoch == b.epoch && a.trainSeconds == b.trainSeconds);
        QVERIFY(same(a.testLoss, b.testLoss) && a.testAccuracy == b.testAccuracy);
    }
    QCOMPARE(found.epochs.size(), wanted.epochs.size());
    for (std::size_t i = 0; i < wanted.epochs.size(); ++i) {
        const EpochResult& a = found.epochs[i];
        const EpochResult& b = wanted.epochs[i];
        QVERIFY(a.iteration == b.iteration && a.epoch == b.epoch);
        QVERIFY(a.trainSeconds == b.trainSeconds && a.evalSeconds == b.evalSeconds);
        QVERIFY(same(a.trainLoss, b.trainLoss) && same(a.trainAccuracy, b.trainAccuracy));
        QVERIFY(same(a.testLoss, b.testLoss) && same(a.testAccuracy, b.testAccuracy));
        QVERIFY2(same(a.validationLoss, b.validationLoss) && same(a.validationAccuracy, b.validationAccuracy),
                 "a set that was not looked at has no figures");
    }
}

}  // namespace

/// readCase(): what a RunWriter wrote comes back, and damage is told.
class tst_StoredExperiment : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }

    void readBack_data()
    {
        QTest::addColumn<bool>("hasValidation");
        QTest::newRow("without validation") << false;
        QTest::newRow("with validation") << true;
    }

    void readBack()
    {
        QFETCH(bool, hasValidation);
        ExperimentSpec twoSeeds = spec();
        twoSeeds.seeds = {7, 2};
        twoSeeds.validation = hasValidation ? 10 : 0;
        VERIFY_OK(createExperiment(path("run"), false, experimentOf(twoSeeds, kFacts), kEnvironment));
        std::vector<RunRecord> expected;
        for (const std::uint64_t seed : twoSeeds.seeds) {
            for (const std::string variant : {kBn, kNoBn}) {
                expected.push_back(writeRun(seed, variant, finishedRun(variant, hasValidation), hasValidation));
            }
        }
        for (const char* name : {"run", "run/", "run/.", "run/seed-2/.."}) {
            const auto stored = readCase(path(name));
            VERIFY_OK(stored);
            QCOMPARE(QString::fromStdString(stored->folder.string()), m_folder->filePath("run"));
            QVERIFY(stored->spec.seeds == twoSeeds.seeds);
            COMPARE_TEXT(stored->facts.datasetSha256, "ab12");
            QCOMPARE(stored->runs.size(), std::size_t{4});
            for (std::size_t i = 0; i < 4; ++i) {
                compareRecords(stored->runs[i], expected[i]);
            }
        }
        // One run alone.
        for (const char* name : {"run/seed-2/no-bn", "run/seed-2/no-bn/"}) {
            const auto leaf = readCase(path(name));
            VERIFY_OK(leaf);
            QCOMPARE(QString::fromStdString(leaf->folder.string()), m_folder->filePath("run/seed-2/no-bn"));
            QCOMPARE(leaf->runs.size(), std::size_t{1});
            compareRecords(leaf->runs.front(), expected[3]);
        }
    }

    void readBackByARelativePath()
    {
        VERIFY_OK(createExperiment(path("run"), false, experimentOf(spec(), kFacts), kEnvironment));
        writeRun(1, kBn, finishedRun(kBn), false);
        const QString before = QDir::currentPath();
        QVERIFY(QDir::setCurrent(m_folder->filePath("run/seed-1")));
        const auto leaf = readCase("bn");
        const auto whole = readCase("..");
        QVERIFY(QDir::setCurrent(before));
        VERIFY_OK(leaf);
        VERIFY_OK(whole);
        QCOMPARE(leaf->runs.size(), std::size_t{1});
        QCOMPARE(whole->runs.size(), std::size_t{1});
        COMPARE_TEXT(whole->folder.filename().string(), "run");
    }

    void otherEndsReadBack()
    {
        ExperimentSpec train = spec();
        train.kind = ExperimentKind::Train;
        VERIFY_OK(createExperiment(path("run"), false, experimentOf(train, kFacts), kEnvironment));
        const float nan = std::numeric_limits<float>::quiet_NaN();
        std::vector<TrainingEvent> diverged{{kBn, Started{1, 2, 20, {5, 4, 3, 2}}},
                                            {kBn, Step{1, 1, nan, 0.5, 0.1, 1.0}},
                                            {kBn, Diverged{1, 1, nan, nan}}};
        const RunRecord expected = writeRun(1, kBn, diverged, false);
        const auto stored = readCase(path("run"));
        VERIFY_OK(stored);
        QVERIFY(stored->spec.kind == ExperimentKind::Train);
        QCOMPARE(stored->runs.size(), std::size_t{1});
        QVERIFY(stored->runs[0].status == RunStatus::Diverged);
        compareRecords(stored->runs[0], expected);

        QVERIFY(QDir(m_folder->filePath("run/seed-1")).removeRecursively());
        const std::vector<TrainingEvent> failed{{kBn, Failed{"memory ran out"}}};
        const RunRecord failure = writeRun(1, kBn, failed, false);
        const auto again = readCase(path("run"));
        VERIFY_OK(again);
        compareRecords(again->runs.at(0), failure);
    }

    /// A run that has only just begun, or not yet, can be looked at.
    void runsInTheMaking()
    {
        VERIFY_OK(createExperiment(path("run"), false, experimentOf(spec(), kFacts), kEnvironment));
        auto stored = readCase(path("run"));
        VERIFY_OK(stored);
        QVERIFY(stored->runs.empty());

        auto writer = RunWriter::create(leafOf(path("run"), 1, kBn), false, {});
        VERIFY_OK(writer);
        stored = readCase(path("run"));
        VERIFY_OK(stored);
        QVERIFY(stored->runs.empty());

        RunRecord record;
        const TrainingEvent started{kBn, Started{1, 10, 20, {5, 4, 3, 2}}};
        record.add(started);
        writer->add(started, record);
        stored = readCase(path("run"));
        VERIFY_OK(stored);
        QCOMPARE(stored->runs.size(), std::size_t{1});
        QVERIFY(stored->runs[0].status == RunStatus::Running);
        QVERIFY(stored->runs[0].iterations.empty());
    }

    void noExperiment()
    {
        COMPARE_ERROR(readCase(path("absent")), ErrorCode::Usage,
                      m_folder->filePath("absent") + ": holds no experiment: there is no " +
                          m_folder->filePath("absent/experiment.json"));
        QVERIFY(QDir().mkpath(m_folder->filePath("empty")));
        VERIFY_ERROR(readCase(path("empty")), ErrorCode::Usage, "empty: holds no experiment: there is no ");
        QVERIFY(write("alone/summary.json", "{}"));
        VERIFY_ERROR(readCase(path("alone")), ErrorCode::Usage, "alone: holds no experiment: there is no ");
    }

    void damaged_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("reason");

        const auto row = [](const char* name, const char* file, const QByteArray& content, const char* reason) {
            QTest::newRow(name) << file << content << reason;
        };
        row("experiment cut off", "experiment.json", "{\"command\": ", ": is not valid JSON at byte ");
        row("experiment of the future", "experiment.json", "{\"format_version\": 3}",
            ": \"format_version\" is 3, it needs 2");
        row("experiment without sense", "experiment.json", "{\"lr\": 0}", ": \"lr\": got '0'");
        row("experiment of an unknown command", "experiment.json", "{\"command\": \"fly\"}",
            ": \"command\" is \"fly\", it needs \"twin\"");
        row("summary cut off", "seed-1/bn/summary.json", "{", ": is not valid JSON at byte ");
        row("summary without status", "seed-1/bn/summary.json", "{}", ": has no \"status\" that Normscope knows");
        row("summary with another status", "seed-1/bn/summary.json", "{\"status\": \"fine\"}",
            ": has no \"status\" that Normscope knows");
        row("summary with a number as status", "seed-1/bn/summary.json", "{\"status\": 1}",
            ": has no \"status\" that Normscope knows");
        row("more weights than there can be", "seed-1/bn/summary.json",
            R"({"status": "done", "parameters": {"weight": 9223372036854775807, "bias": 9223372036854775807}})",
            ": has 9223372036854775808 as \"weight\", which counts something");
        row("less than no weights", "seed-1/bn/summary.json", R"({"status": "done", "parameters": {"weight": -1}})",
            ": has -1 as \"weight\", which counts something");
        row("buffers past 64 bits with a sign", "seed-1/bn/summary.json",
            R"({"status": "done", "buffers": 18446744073709551615})",
            ": has 18446744073709551616 as \"buffers\", which counts something");
        row("summary as a list", "seed-1/bn/summary.json", "[]", ": holds array where a JSON object is expected");

        const QByteArray header = "iteration,epoch,loss,batch_accuracy,lr,train_seconds\n";
        row("iterations empty", "seed-1/bn/iterations.csv", "", ": line 1 is missing, expected 'iteration,");
        row("iterations of other columns", "seed-1/bn/iterations.csv", "iteration,loss\n1,2\n",
            ": line 1 has no column 'epoch': it is 'iteration,loss'");
        row("iterations with a word", "seed-1/bn/iterations.csv", header + "1,1,2,0.5,0.1,1\n2,1,x,0.5,0.1,1\n",
            ": line 3 has 'x' where a number is expected");
        row("iterations with a short line", "seed-1/bn/iterations.csv", header + "1,1,2,0.5,0.1\n",
            ": line 2 has 5 fields, expected 6");
        row("iterations with an empty line", "seed-1/bn/iterations.csv", header + "\n",
            ": line 2 has '' where a number is expected");
        row("broken iteration", "seed-1/bn/iterations.csv", header + "1.5,1,2,0.5,0.1,1\n",
            ": line 2 has '1.5' where a whole number is expected");
        row("iteration that is no number", "seed-1/bn/iterations.csv", header + "1,1,2,0.5,0.1,1\nnan,1,2,0.5,0.1,1\n",
            ": line 3 has 'nan' where a whole number is expected");
        row("iteration beyond 64 bits", "seed-1/bn/iterations.csv", header + "1e300,1,2,0.5,0.1,1\n",
            ": line 2 has '1e+300' where a whole number is expected");
        row("negative epoch", "seed-1/bn/iterations.csv", header + "1,-1,2,0.5,0.1,1\n",
            ": line 2 has '-1' where a whole number is expected");
        row("evaluations", "seed-1/bn/evaluations.csv",
            "iteration,epoch,test_loss,test_accuracy,train_seconds\n1,inf,1,1,1\n",
            ": line 2 has 'inf' where a whole number is expected");
        row("epochs without an iteration", "seed-1/bn/epochs.csv",
            "epoch,train_loss,train_accuracy,test_loss,test_accuracy,train_seconds,eval_seconds\n",
            ": line 1 has no column 'iteration': it is 'epoch,train_loss,");
        row("epochs", "seed-1/bn/epochs.csv",
            "epoch,iteration,train_loss,train_accuracy,test_loss,test_accuracy,train_seconds,eval_seconds\n"
            "0.5,1,1,1,1,1,1,1\n",
            ": line 2 has '0.5' where a whole number is expected");
    }

    void damaged()
    {
        QFETCH(QString, file);
        QFETCH(QByteArray, content);
        QFETCH(QString, reason);
        VERIFY_OK(createExperiment(path("run"), false, experimentOf(spec(), kFacts), kEnvironment));
        writeRun(1, kBn, finishedRun(kBn), false);
        VERIFY_OK(readCase(path("run")));
        QVERIFY(write("run/" + file, content));
        const auto stored = readCase(path("run"));
        VERIFY_ERROR(stored, ErrorCode::Data, m_folder->filePath("run/" + file) + reason);
    }

    void linksAreNotFollowed_data() { namesInARun(true); }

    /// Whatever stands in a run's folder may have come from elsewhere: a link in it could lead to anything of the
    /// user's.
    void linksAreNotFollowed()
    {
        QFETCH(QString, name);
        VERIFY_OK(createExperiment(path("run"), false, experimentOf(spec(), kFacts), kEnvironment));
        writeRun(1, kBn, finishedRun(kBn), false);
        const QString place = m_folder->filePath("run/" + name);
        QVERIFY(QDir().rename(place, m_folder->filePath("elsewhere")));
        QVERIFY(QFile::link(m_folder->filePath("elsewhere"), place));
        COMPARE_ERROR(readCase(path("run")), ErrorCode::Data, place + ": is a link, which is not followed");
    }

    void pipesAreNotWaitedFor_data() { namesInARun(false); }

    void pipesAreNotWaitedFor()
    {
        QFETCH(QString, name);
        VERIFY_OK(createExperiment(path("run"), false, experimentOf(spec(), kFacts), kEnvironment));
        writeRun(1, kBn, finishedRun(kBn), false);
        const QString place = m_folder->filePath("run/" + name);
        QVERIFY(QFile::remove(place));
        QCOMPARE(::mkfifo(place.toLocal8Bit().constData(), 0600), 0);
        const auto stored = readCase(path("run"));
        QVERIFY(!stored);
        COMPARE_TEXT(stored.error().message, place + ": cannot be read: is a device or a pipe, expected a file");
    }

    void everyTruncation_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name : {"experiment.json", "environment.json", "seed-1/bn/summary.json",
                                 "seed-1/bn/iterations.csv", "seed-1/bn/evaluations.csv", "seed-1/bn/epochs.csv"}) {
            QTest::newRow(name) << name;
        }
    }

    /// Cut off anywhere, a file gives an error or a run that is shorter.
    void everyTruncation()
    {
        QFETCH(QString, name);
        VERIFY_OK(createExperiment(path("run"), false, experimentOf(spec(), kFacts), kEnvironment));
        writeRun(1, kBn, finishedRun(kBn), false);
        const auto whole = readCase(path("run"));
        VERIFY_OK(whole);
        QFile file(m_folder->filePath("run/" + name));
        QVERIFY(file.open(QIODevice::ReadWrite));
        for (qint64 size = file.size() - 1; size >= 0; --size) {
            QVERIFY(file.resize(size));
            const auto stored = readCase(path("run"));
            if (stored) {
                QCOMPARE(stored->runs.size(), std::size_t{1});
                QVERIFY(stored->runs[0].iterations.size() <= whole->runs[0].iterations.size());
                QVERIFY(stored->runs[0].evaluations.size() <= whole->runs[0].evaluations.size());
                QVERIFY(stored->runs[0].epochs.size() <= whole->runs[0].epochs.size());
            } else {
                QVERIFY(stored.error().code == ErrorCode::Data);
                QVERIFY(QString::fromStdString(stored.error().message).startsWith(file.fileName() + ": "));
            }
            (void)environmentChanges(path("run"), kEnvironment);
        }
    }

    /// A message goes into tables, reports and terminals.
    void messageIsOneShortLine()
    {
        VERIFY_OK(createExperiment(path("run"), false, experimentOf(spec(), kFacts), kEnvironment));
        writeRun(1, kBn, finishedRun(kBn), false);
        QVERIFY(write("run/seed-1/bn/summary.json",
                      "{\"status\": \"failed\", \"message\": \"a\\n\\u001b[2J" + QByteArray(500'000, 'x') + "\"}"));
        const auto stored = readCase(path("run"));
        VERIFY_OK(stored);
        const QString message = QString::fromStdString(stored->runs.at(0).message);
        QVERIFY2(message.startsWith(QStringLiteral("a\uFFFD\uFFFD[2Jxxx")), qPrintable(message.left(20)));
        QVERIFY(message.endsWith(QStringLiteral("xxx…")));
        QVERIFY(message.size() < 1'010);
    }

    /// Only …/seed-N/bn and …/no-bn are runs: a summary.json beside the settings must not lead two folders up.
    void summaryInTheWrongPlace()
    {
        QVERIFY(write("experiment.json", "{\"lr\": 0.5}"));
        VERIFY_OK(createExperiment(path("a/b"), false, experimentOf(spec(), kFacts), kEnvironment));
        QVERIFY(write("a/b/summary.json", "{\"status\": \"done\"}"));
        const auto stored = readCase(path("a/b"));
        VERIFY_OK(stored);
        QCOMPARE(QString::fromStdString(stored->folder.string()), m_folder->filePath("a/b"));
        COMPARE_TEXT(stored->spec.dataset, "builtin-1");
    }

    void missingTable()
    {
        VERIFY_OK(createExperiment(path("run"), false, experimentOf(spec(), kFacts), kEnvironment));
        writeRun(1, kBn, finishedRun(kBn), false);
        QVERIFY(QFile::remove(m_folder->filePath("run/seed-1/bn/epochs.csv")));
        VERIFY_ERROR(readCase(path("run")), ErrorCode::Io, "epochs.csv: cannot be read: No such file");
    }

    /// A killed writer leaves half a line; the whole ones count.
    void unfinishedLine()
    {
        VERIFY_OK(createExperiment(path("run"), false, experimentOf(spec(), kFacts), kEnvironment));
        writeRun(1, kBn, finishedRun(kBn), false);
        QFile file(m_folder->filePath("run/seed-1/bn/iterations.csv"));
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.resize(file.size() - 3));
        file.close();
        const auto stored = readCase(path("run"));
        VERIFY_OK(stored);
        QCOMPARE(stored->runs.at(0).iterations.size(), std::size_t{5});
        QCOMPARE(stored->runs.at(0).countedIterations, std::optional<std::int64_t>(6));
    }

  private:
    static void namesInARun(bool withFolders)
    {
        QTest::addColumn<QString>("name");
        for (const char* name : {"experiment.json", "seed-1/bn/summary.json", "seed-1/bn/iterations.csv",
                                 "seed-1/bn/evaluations.csv", "seed-1/bn/epochs.csv"}) {
            QTest::newRow(name) << name;
        }
        if (withFolders) {
            QTest::newRow("seed-1") << "seed-1";
            QTest::newRow("seed-1/bn") << "seed-1/bn";
        }
    }

    [[nodiscard]] std::string path(const QString& name) const { return m_folder->filePath(name).toStdString(); }

    static ExperimentSpec spec()
    {
        ExperimentSpec spec;
        spec.dataset = "builtin-1";
        return spec;
    }

    bool write(const QString& name, const QByteArray& content) const
    {
        return test::putFile(m_folder->filePath(name), content);
    }

    /// Writes a run into the experiment "run" as a training would. Returns what should be read back.
    RunRecord writeRun(std::uint64_t seed, const std::string& variant, const std::vector<TrainingEvent>& events,
                       bool hasValidation) const
    {
        auto writer = RunWriter::create(leafOf(path("run"), seed, variant), hasValidation, {});
        RunRecord record;
        for (const TrainingEvent& event : events) {
            record.add(event);
            if (writer) {
                writer->add(event, record);
            }
        }
        return recordOf(events, seed, variant);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(tst_StoredExperiment)
#include "tst_StoredExperiment.moc"
