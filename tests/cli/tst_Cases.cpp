#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <array>
#include <csignal>

#include "../support/IdxWriter.h"
#include "../support/Program.h"
#include "../support/RunFiles.h"

using namespace normscope::test;

namespace
{

const QStringList kSmall{"--dataset", "small", "--epochs", "2", "--batch-size", "10", "--hidden", "8"};

}  // namespace

/// Experiments of several cases, by lists of values or --preset assignment, as the real program trains them.
class tst_Cases : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(writeDataset(m_program.path("small").toStdString(), patternSet(80, 12, 12), patternSet(20, 12, 12, 3)));
    }

    /// A case that diverges is a result.
    void listOfLearningRates()
    {
        const ProgramResult result =
            m_program.run(QStringList{"twin", "--lr", "0.05,1e30", "--out", "lrs", "--json"} + kSmall);
        NORMSCOPE_EXPECT_EXIT(result, 0);
        QCOMPARE(entriesOf("lrs"), QStringList({"comparison.csv", "comparison.json", "environment.json",
                                                "experiment.json", "figures", "lr-0.05", "lr-1e+30", "report.html",
                                                "report.md", "report.pdf", "report.tex", "run.log"}));
        QVERIFY(contentOf(m_program.path("lrs/report.pdf")).startsWith("%PDF-"));
        QVERIFY(QFile::exists(m_program.path("lrs/figures/sensitivity-lr.svg")));
        QVERIFY(contentOf(m_program.path("lrs/report.md")).contains("diverged"));
        QCOMPARE(entriesOf("lrs/lr-0.05"), QStringList({"seed-1"}));
        QCOMPARE(entriesOf("lrs/lr-0.05/seed-1"), QStringList({"bn", "no-bn"}));
        QCOMPARE(jsonIn(m_program.path("lrs/lr-0.05/seed-1/bn/summary.json"))["status"].toString(), QString("done"));
        QCOMPARE(jsonIn(m_program.path("lrs/lr-1e+30/seed-1/no-bn/summary.json"))["status"].toString(),
                 QString("diverged"));
        QCOMPARE(jsonIn(m_program.path("lrs/lr-1e+30/seed-1/no-bn/run.json"))["case"].toString(), QString("lr-1e+30"));
        QVERIFY(contentOf(m_program.path("lrs/run.log")).contains("lr-0.05, seed 1, with BN: finished"));
        // Each line of JSON says which run it is about; the last one is about all.
        QSet<QString> runs;
        const QByteArrayList lines = result.out.trimmed().split('\n');
        for (const QByteArray& line : lines) {
            const QJsonObject object = QJsonDocument::fromJson(line).object();
            QVERIFY2(object.contains("event") && object.contains("seed") && object.contains("variant"),
                     line.constData());
            runs << object["run"].toString();
        }
        QCOMPARE(runs, (QSet<QString>{"lr-0.05/seed-1/bn", "lr-0.05/seed-1/no-bn", "lr-1e+30/seed-1/bn",
                                      "lr-1e+30/seed-1/no-bn", ""}));
        const QJsonObject last = QJsonDocument::fromJson(lines.last()).object();
        QCOMPARE(last["event"].toString(), QString("experiment_finished"));
        QVERIFY(last["comparison"].toObject() == jsonIn(m_program.path("lrs/comparison.json")));
        const QJsonArray compared = last["comparison"].toObject()["experiments"].toArray();
        QCOMPARE(compared.size(), qsizetype(2));
        QCOMPARE(compared[1].toObject()["experiment"].toString(), QString("lr-1e+30"));

        // Its file repeats it, and so do lists in a configuration.
        const QJsonObject asked = jsonIn(m_program.path("lrs/experiment.json"));
        QCOMPARE(asked["lr"].toArray(), QJsonArray({0.05, 1e30}));
        QCOMPARE(asked["dataset_sha256"].toString().size(), qsizetype(64));
        NORMSCOPE_EXPECT_EXIT(m_program.run({"twin", "--config", "lrs/experiment.json", "--out", "again", "--quiet"}),
                              0);
        QFile config(m_program.path("lists.json"));
        QVERIFY(config.open(QFile::WriteOnly));
        config.write(R"({"lr": [0.05, 1e30], "dataset": "small", "epochs": 2, "batch_size": 10, "hidden": [8]})");
        config.close();
        NORMSCOPE_EXPECT_EXIT(m_program.run({"twin", "--config", "lists.json", "--out", "listed", "--quiet"}), 0);
        QCOMPARE(contentOf(m_program.path("again/experiment.json")), contentOf(m_program.path("lrs/experiment.json")));
        QCOMPARE(contentOf(m_program.path("listed/experiment.json")), contentOf(m_program.path("lrs/experiment.json")));
        QCOMPARE(differenceOfLeaves(m_program.path("lrs/lr-0.05/seed-1/bn"), m_program.path("again/lr-0.05/seed-1/bn")),
                 QString());
        // A case of several is what it would be alone.
        NORMSCOPE_EXPECT_EXIT(
            m_program.run(QStringList{"twin", "--lr", "0.05", "--out", "alone", "--quiet", "--threads", "1"} + kSmall),
            0);
        QCOMPARE(entriesOf("alone").contains("seed-1"), true);
        QVERIFY(jsonIn(m_program.path("alone/seed-1/bn/run.json"))["case"].isNull());
        QCOMPARE(differenceOfLeaves(m_program.path("lrs/lr-0.05/seed-1/bn"), m_program.path("alone/seed-1/bn")),
                 QString());
    }

    void tableAtTheEnd()
    {
        const ProgramResult result =
            m_program.run(QStringList{"twin", "--momentum", "0,0.5", "--out", "table"} + kSmall);
        NORMSCOPE_EXPECT_EXIT(result, 0);
        const qsizetype table = result.out.lastIndexOf("momentum");
        QVERIFY2(table > 0 && result.out.mid(table).contains("test accuracy with BN"), result.out.constData());
        QVERIFY2(result.err.contains("momentum-0.5 seed 1 epoch 2/2 without BN"), result.err.constData());
    }

    void assignment()
    {
        const QStringList command{"twin",        "--preset", "assignment", "--dataset",
                                  "builtin:200", "--epochs", "1",          "--quiet"};
        NORMSCOPE_EXPECT_EXIT(m_program.run(command + QStringList{"--out", "all"}), 0);
        const QJsonObject experiment = jsonIn(m_program.path("all/experiment.json"));
        QCOMPARE(experiment["epochs"].toInt(), 1);
        QCOMPARE(experiment["cases"].toArray().size(), qsizetype(3));
        for (int i = 0; i < 3; ++i) {
            const QString model = QStringList({"mlp", "cnn", "resnet"}).at(i);
            QCOMPARE(experiment["cases"].toArray()[i].toObject()["name"].toString(), model);
            QCOMPARE(experiment["cases"].toArray()[i].toObject()["model"].toString(), model);
            QVERIFY(QFile::exists(m_program.path(QString("all/%1/seed-1/no-bn/model.safetensors").arg(model))));
            QCOMPARE(jsonIn(m_program.path(QString("all/%1/seed-1/bn/run.json").arg(model)))["case"].toString(), model);
        }
        const ProgramResult list =
            m_program.run({"twin", "--config", "all/experiment.json", "--lr", "0.1,0.2", "--out", "refused"});
        NORMSCOPE_EXPECT_EXIT(list, 2);
        QVERIFY2(isOneSentence(list.err) && list.err.contains("--lr: the cases are given one by one"),
                 list.err.constData());
        NORMSCOPE_EXPECT_EXIT(m_program.run({"train", "--config", "all/experiment.json", "--out", "refused"}), 2);

        // Every command takes the experiment, a case or a run.
        NORMSCOPE_EXPECT_EXIT(m_program.run({"report", "all/cnn/seed-1/bn", "all/mlp", "--out", "reports"}), 0);
        for (const QString folder : {"all", "all/cnn", "all/cnn/seed-1/bn"}) {
            NORMSCOPE_EXPECT_EXIT(m_program.run({"export", folder, "--format", "csv"}), 0);
            NORMSCOPE_EXPECT_EXIT(m_program.run({"network", "show", folder}), 0);
            const ProgramResult resumed = m_program.run({"resume", folder});
            NORMSCOPE_EXPECT_EXIT(resumed, 0);
            QVERIFY2(resumed.out.contains("is finished: nothing is left to train"), resumed.out.constData());
        }
        QVERIFY(m_program.run({"network", "show", "all/cnn"}).out.contains("Conv2d"));
        QVERIFY(QFile::exists(m_program.path("all/export/csv/resnet/long.csv")));
        QVERIFY(QFile::exists(m_program.path("all/cnn/export/csv/long.csv")));
    }

    /// Families as values, each with its own options.
    void models()
    {
        NORMSCOPE_EXPECT_EXIT(m_program.run({"twin", "--model", "mlp,cnn", "--channels", "4", "--hidden", "8",
                                             "--dataset", "small", "--epochs", "1", "--out", "models", "--quiet"}),
                              0);
        QCOMPARE(jsonIn(m_program.path("models/mlp/seed-1/bn/run.json"))["settings"].toObject()["hidden"].toArray(),
                 QJsonArray({8}));
        QCOMPARE(jsonIn(m_program.path("models/cnn/seed-1/bn/run.json"))["settings"].toObject()["channels"].toArray(),
                 QJsonArray({4}));
        QVERIFY(contentOf(m_program.path("models/report.md")).contains("MLP"));
    }

    void presetOfOneExperiment()
    {
        NORMSCOPE_EXPECT_EXIT(m_program.run({"train", "--preset", "high-lr", "--lr", "0.01", "--dataset", "small",
                                             "--epochs", "1", "--out", "preset", "--quiet"}),
                              0);
        QCOMPARE(jsonIn(m_program.path("preset/experiment.json"))["lr"].toDouble(), 0.01);
    }

    /// Stopped in its first case, it is resumed to its end.
    void interruptedAndResumed()
    {
        QStringList longer = kSmall;
        longer[3] = "1500";
        longer << "--jobs"
               << "2";
        QProcess process;
        QVERIFY(m_program.start(process, QStringList{"twin", "--lr", "0.05,0.01", "--out", "stopped"} + longer));
        QVERIFY(QTest::qWaitFor(
            [&] { return csvIn(m_program.path("stopped/lr-0.05/seed-1/bn/iterations.csv")).rows.size() > 0; }, 60'000));
        const ProgramResult held = m_program.run({"resume", "stopped/lr-0.05"});
        NORMSCOPE_EXPECT_EXIT(held, 4);
        QVERIFY2(held.err.contains("another Normscope is training lr-0.05/seed-1/bn"), held.err.constData());
        const ProgramResult refused =
            m_program.run(QStringList{"twin", "--lr", "0.05,0.01", "--out", "stopped", "--force"} + longer);
        NORMSCOPE_EXPECT_EXIT(refused, 2);
        QVERIFY2(refused.err.contains("another Normscope is training into it"), refused.err.constData());
        QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGINT), 0);
        const ProgramResult stopped = Program::finish(process);
        NORMSCOPE_EXPECT_EXIT(stopped, 4);
        QVERIFY2(stopped.err.contains("normscope resume stopped goes on"), stopped.err.constData());
        QVERIFY(!QFile::exists(m_program.path("stopped/lr-0.01")));
        // One case alone, though nobody has begun it; from another working directory it finds its data as well.
        const Program elsewhere;
        NORMSCOPE_EXPECT_EXIT(elsewhere.run({"resume", m_program.path("stopped/lr-0.01")}), 0);
        QCOMPARE(csvIn(m_program.path("stopped/lr-0.01/seed-1/no-bn/epochs.csv")).rows.size(), qsizetype(1500));
        QVERIFY(csvIn(m_program.path("stopped/lr-0.05/seed-1/bn/epochs.csv")).rows.size() < 1500);
        QVERIFY(!QFile::exists(m_program.path("stopped/report.pdf")));
        NORMSCOPE_EXPECT_EXIT(m_program.run({"resume", "stopped"}), 0);
        QCOMPARE(csvIn(m_program.path("stopped/lr-0.05/seed-1/bn/epochs.csv")).rows.size(), qsizetype(1500));
        const QJsonArray compared = jsonIn(m_program.path("stopped/comparison.json"))["experiments"].toArray();
        QCOMPARE(compared.size(), qsizetype(2));
        QVERIFY(QFile::exists(m_program.path("stopped/report.pdf")));
        NORMSCOPE_EXPECT_EXIT(m_program.run({"resume", "stopped"}), 0);
    }

    /// Two processes train what the other one does not hold: each run once, to the bits that it has anyway.
    void sharedByTwoProcesses()
    {
        QStringList some = kSmall;
        some[3] = "150";
        const QStringList asked = QStringList{"twin", "--lr", "0.05,0.02,0.01,0.005", "--jobs", "1"} + some;
        NORMSCOPE_EXPECT_EXIT(m_program.run(asked + QStringList{"--out", "unshared"}), 0);
        QProcess first;
        QVERIFY(m_program.start(first, asked + QStringList{"--out", "shared"}));
        QVERIFY(QTest::qWaitFor([&] { return QFile::exists(m_program.path("shared/experiment.json")); }, 60'000));
        const ProgramResult second = m_program.run({"resume", "shared", "--quiet"});
        const ProgramResult firstEnd = Program::finish(first);
        // Whoever ends first leaves the other one's runs to it; the other one has seen the end of all.
        QVERIFY2(second.exitCode == 0 || firstEnd.exitCode == 0, second.err.constData());
        QVERIFY2(second.exitCode == 0 || second.exitCode == 4, second.err.constData());
        QVERIFY2(firstEnd.exitCode == 0 || firstEnd.exitCode == 4, firstEnd.err.constData());
        QCOMPARE(jsonIn(m_program.path("shared/comparison.json"))["experiments"].toArray().size(), qsizetype(4));
        for (const char* name : {"lr-0.05", "lr-0.02", "lr-0.01", "lr-0.005"}) {
            for (const char* variant : {"bn", "no-bn"}) {
                const QString leaf = QString("%1/seed-1/%2/").arg(name, variant);
                QCOMPARE(contentOf(m_program.path("shared/" + leaf + "model.safetensors")),
                         contentOf(m_program.path("unshared/" + leaf + "model.safetensors")));
                const auto starts = jsonIn(m_program.path("shared/" + leaf + "environment.json"))["starts"].toArray();
                QCOMPARE(starts.size(), qsizetype(1));
            }
        }
        const ProgramResult nothing = m_program.run({"resume", "shared"});
        NORMSCOPE_EXPECT_EXIT(nothing, 0);
        QVERIFY2(nothing.out.contains("nothing is left to train"), nothing.out.constData());
    }

    /// Started at one moment on one folder: one has it, and the other is told so and trains nothing.
    void twoTrainingsAtOnce()
    {
        constexpr int kTimes = 12;
        const QStringList command = QStringList{"twin", "--quiet"} + kSmall;
        for (int time = 0; time < kTimes; ++time) {
            const QString out = QString("at-once-%1").arg(time);
            QProcess one;
            QProcess other;
            QVERIFY(m_program.start(one, command + QStringList{"--out", out}));
            QVERIFY(m_program.start(other, command + QStringList{"--out", out}));
            const std::array ends{Program::finish(one), Program::finish(other)};
            const auto& told = ends[0].exitCode == 0 ? ends[1] : ends[0];
            NORMSCOPE_EXPECT_EXIT(ends[0].exitCode == 0 ? ends[0] : ends[1], 0);
            NORMSCOPE_EXPECT_EXIT(told, 2);
            QVERIFY2(isOneSentence(told.err) && told.err.contains(out.toUtf8()), told.err.constData());
            for (const char* variant : {"bn", "no-bn"}) {
                const QString leaf = m_program.path(out + "/seed-1/" + variant);
                QCOMPARE(jsonIn(leaf + "/environment.json")["starts"].toArray().size(), qsizetype(1));
                QCOMPARE(jsonIn(leaf + "/summary.json")["status"].toString(), QString("done"));
            }
        }
    }

    /// Of a folder from elsewhere: where a case is a link, nothing is trained there; and the table has each case's own.
    void caseThatIsALink()
    {
        NORMSCOPE_EXPECT_EXIT(
            m_program.run(QStringList{"twin", "--lr", "0.05,0.01", "--out", "linked", "--quiet"} + kSmall), 0);
        QVERIFY(QDir().rename(m_program.path("linked/lr-0.05"), m_program.path("mine")));
        QVERIFY(QFile::link(m_program.path("mine"), m_program.path("linked/lr-0.05")));
        const QByteArray before = contentOf(m_program.path("mine/seed-1/bn/summary.json"));
        const ProgramResult result = m_program.run({"resume", "linked"});
        NORMSCOPE_EXPECT_EXIT(result, 1);
        QVERIFY2(result.err.contains("lr-0.05: is a link"), result.err.constData());
        QVERIFY2(!result.out.contains("\n0.05 ") && result.out.contains("\n0.01 "), result.out.constData());
        QCOMPARE(contentOf(m_program.path("mine/seed-1/bn/summary.json")), before);
    }

    /// A case that its data refuse keeps no other from training.
    void caseThatCannotBeTrained()
    {
        QFile config(m_program.path("cases.json"));
        QVERIFY(config.open(QFile::WriteOnly));
        config.write(R"({"dataset": "small", "epochs": 1, "hidden": [8], "cases": [)"
                     R"({"name": "whole"}, {"name": "none", "validation": 80}, {"name": "half", "limit": 40}]})");
        config.close();
        const ProgramResult result =
            m_program.run({"twin", "--config", "cases.json", "--out", "some", "--batch-size", "10"});
        NORMSCOPE_EXPECT_EXIT(result, 1);
        QVERIFY2(result.err.contains("none: --validation 80 leaves nothing to train on"), result.err.constData());
        QCOMPARE(result.err.count("--validation 80 leaves"), qsizetype(1));
        QCOMPARE(csvIn(m_program.path("some/whole/seed-1/bn/iterations.csv")).rows.size(), qsizetype(8));
        QCOMPARE(csvIn(m_program.path("some/half/seed-1/bn/iterations.csv")).rows.size(), qsizetype(4));
        QVERIFY(!QFile::exists(m_program.path("some/none")));

        // Its file repeats the whole, and what the line says is for each case.
        NORMSCOPE_EXPECT_EXIT(m_program.run({"twin", "--config", "some/experiment.json", "--batch-size", "20", "--out",
                                             "changed", "--quiet"}),
                              1);
        QJsonObject expected = jsonIn(m_program.path("some/experiment.json"));
        QCOMPARE(expected["batch_size"].toInt(), 10);
        QCOMPARE(expected["cases"].toArray()[2].toObject(),
                 (QJsonObject{{"name", "half"}, {"limit", 40}, {"validation", 0}}));
        expected["batch_size"] = 20;
        QCOMPARE(jsonIn(m_program.path("changed/experiment.json")), expected);
        QCOMPARE(csvIn(m_program.path("changed/half/seed-1/bn/iterations.csv")).rows.size(), qsizetype(2));
    }

    /// What an earlier version wrote is told by every command that reads a folder.
    void studyOfAnEarlierVersion()
    {
        QVERIFY(QDir().mkpath(m_program.path("old/lr-0.1")));
        QFile study(m_program.path("old/study.json"));
        QVERIFY(study.open(QFile::WriteOnly) && study.write("{}") == 2);
        study.close();
        for (const QStringList& command :
             {QStringList{"report", "old"}, QStringList{"resume", "old"}, QStringList{"network", "show", "old"},
              QStringList{"export", "old", "--format", "csv"}, QStringList{"export", "old", "--format", "handin"}}) {
            const ProgramResult result = m_program.run(command);
            NORMSCOPE_EXPECT_EXIT(result, 1);
            QVERIFY2(isOneSentence(result.err) && result.err.contains("old: is a study of an earlier version"),
                     result.err.constData());
        }
    }

    void refuses_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("mentioned");
        const auto row = [](const char* name, const QStringList& arguments, const char* mentioned) {
            QTest::newRow(name) << arguments << QString(mentioned);
        };
        row("a list for train", {"train", "--lr", "0.1,0.2"}, "--lr: a list of values makes several cases");
        row("a value twice", {"twin", "--lr", "0.1,0.1"}, "twice");
        row("a decimal comma", {"twin", "--lr", "0,1"}, "--lr: '0,1' may have a decimal comma: write 0.1");
        row("a decimal comma for train", {"train", "--lr", "0,1"},
            "--lr: a list of values makes several cases, which "
            "are for twin; train takes one value; if '0,1' is "
            "one number, write 0.1");
        row("thousands for train", {"train", "--limit", "10,500"}, "if '10,500' is one number, write 10500");
        row("thousands of the limit", {"twin", "--limit", "10,000"},
            "--limit: '10,000' may have thousands "
            "separators: write 10000");
        row("thousands of held out samples", {"twin", "--validation", "1,000"}, "--validation: '1,000'");
        row("thousands of a batch", {"twin", "--batch-size", "16,032"}, "--batch-size: '16,032'");
        row("thousands of a layer", {"train", "--hidden", "1,024"}, "--hidden: '1,024'");
        row("a list of seeds of one", {"twin", "--seed", "1,2"}, "--seed");
        row("an empty item", {"twin", "--momentum", "0.1,"}, "--momentum");
        row("no number", {"twin", "--batch-size", "10,x"}, "--batch-size");
        row("settings that do not fit", {"twin", "--nesterov", "--momentum", "0,0.9"}, "momentum-0");
        row("unknown preset", {"twin", "--preset", "fast"}, "there are assignment");
        row("assignment for train", {"train", "--preset", "assignment"}, "twin");
        row("assignment with a model", {"twin", "--preset", "assignment", "--model", "cnn"}, "--model");
        row("missing dataset", {"twin", "--lr", "0.1,0.2", "--dataset", "mnist"}, "mnist");
    }

    void refuses()
    {
        QFETCH(const QStringList, arguments);
        QFETCH(const QString, mentioned);
        const ProgramResult result = m_program.run(arguments + QStringList{"--out", "refused"});
        NORMSCOPE_EXPECT_EXIT(result, 2);
        QVERIFY2(isOneSentence(result.err) && result.err.contains(mentioned.toUtf8()), result.err.constData());
        QVERIFY(!QFile::exists(m_program.path("refused")));
    }

    void outThatHoldsSeveralCases()
    {
        const QStringList command = QStringList{"twin", "--lr", "0.05,0.01", "--out", "kept", "--quiet"} + kSmall;
        NORMSCOPE_EXPECT_EXIT(m_program.run(command), 0);
        const ProgramResult result = m_program.run(command);
        NORMSCOPE_EXPECT_EXIT(result, 2);
        QVERIFY2(result.err.contains("--force"), result.err.constData());
        NORMSCOPE_EXPECT_EXIT(m_program.run(command + QStringList{"--force"}), 0);
        QVERIFY(QFile::exists(m_program.path("kept.old/lr-0.01/seed-1/bn/run.json")));
    }

  private:
    [[nodiscard]] QStringList entriesOf(const QString& folder) const
    {
        return QDir(m_program.path(folder)).entryList(QDir::AllEntries | QDir::NoDotAndDotDot);
    }

    Program m_program;
};

QTEST_GUILESS_MAIN(tst_Cases)
#include "tst_Cases.moc"
