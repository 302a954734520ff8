#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <csignal>

#include "../support/IdxWriter.h"
#include "../support/Program.h"
#include "../support/RunFiles.h"

using namespace normscope::test;

namespace
{

const QStringList kSmall{"--dataset", "small", "--epochs", "2", "--batch-size", "10", "--hidden", "8"};

}  // namespace

/// Lists of values and --preset assignment, by the real program.
class tst_StudyCommand : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(writeDataset(m_program.path("small").toStdString(), patternSet(80, 12, 12), patternSet(20, 12, 12, 3)));
    }

    /// A member that diverges is a result.
    void listOfLearningRates()
    {
        const ProgramResult result =
            m_program.run(QStringList{"twin", "--lr", "0.05,1e30", "--out", "lrs", "--json"} + kSmall);
        NORMSCOPE_EXPECT_EXIT(result, 0);
        QCOMPARE(QDir(m_program.path("lrs")).entryList(QDir::AllEntries | QDir::NoDotAndDotDot),
                 QStringList({"comparison.csv", "comparison.json", "figures", "lr-0.05", "lr-1e+30", "report.html",
                              "report.md", "report.pdf", "report.tex", "study.json"}));
        QVERIFY(contentOf(m_program.path("lrs/report.pdf")).startsWith("%PDF-"));
        QVERIFY(QFile::exists(m_program.path("lrs/figures/sensitivity-lr.svg")));
        QVERIFY(contentOf(m_program.path("lrs/report.md")).contains("diverged"));
        for (const char* member : {"lr-0.05", "lr-1e+30"}) {
            QVERIFY(QFile::exists(m_program.path(QString("lrs/%1/experiment.json").arg(member))));
            QVERIFY(QFile::exists(m_program.path(QString("lrs/%1/comparison.csv").arg(member))));
        }
        QCOMPARE(jsonIn(m_program.path("lrs/lr-0.05/seed-1/bn/summary.json"))["status"].toString(), QString("done"));
        QCOMPARE(jsonIn(m_program.path("lrs/lr-1e+30/seed-1/no-bn/summary.json"))["status"].toString(),
                 QString("diverged"));
        // Each line of JSON says which member it is about.
        QSet<QString> members;
        for (const QByteArray& line : result.out.trimmed().split('\n')) {
            const QJsonObject object = QJsonDocument::fromJson(line).object();
            QVERIFY2(object.contains("event") && object.contains("seed") && object.contains("variant"),
                     line.constData());
            members << object["member"].toString();
        }
        QCOMPARE(members, (QSet<QString>{"lr-0.05", "lr-1e+30"}));
        const QJsonArray compared = jsonIn(m_program.path("lrs/comparison.json"))["experiments"].toArray();
        QCOMPARE(compared.size(), qsizetype(2));
        QCOMPARE(compared[1].toObject()["experiment"].toString(), QString("lr-1e+30"));

        // Its file repeats it, and so do lists in a configuration.
        NORMSCOPE_EXPECT_EXIT(m_program.run({"twin", "--config", "lrs/study.json", "--out", "again", "--quiet"}), 0);
        QFile config(m_program.path("lists.json"));
        QVERIFY(config.open(QFile::WriteOnly));
        config.write(R"({"lr": [0.05, 1e30], "dataset": "small", "epochs": 2, "batch_size": 10, "hidden": [8]})");
        config.close();
        NORMSCOPE_EXPECT_EXIT(m_program.run({"twin", "--config", "lists.json", "--out", "listed", "--quiet"}), 0);
        QCOMPARE(contentOf(m_program.path("again/study.json")), contentOf(m_program.path("lrs/study.json")));
        QCOMPARE(contentOf(m_program.path("listed/study.json")), contentOf(m_program.path("lrs/study.json")));
        QCOMPARE(differenceOfLeaves(m_program.path("lrs/lr-0.05/seed-1/bn"), m_program.path("again/lr-0.05/seed-1/bn")),
                 QString());
    }

    void tableAtTheEnd()
    {
        const ProgramResult result =
            m_program.run(QStringList{"twin", "--momentum", "0,0.5", "--out", "table"} + kSmall);
        NORMSCOPE_EXPECT_EXIT(result, 0);
        const qsizetype table = result.out.lastIndexOf("momentum");
        QVERIFY2(table > 0 && result.out.mid(table).contains("test accuracy with BN"), result.out.constData());
    }

    void assignment()
    {
        const ProgramResult result = m_program.run(
            {"twin", "--preset", "assignment", "--dataset", "builtin:200", "--epochs", "1", "--out", "all", "--quiet"});
        NORMSCOPE_EXPECT_EXIT(result, 0);
        for (const char* model : {"mlp", "cnn", "resnet"}) {
            const QJsonObject experiment = jsonIn(m_program.path(QString("all/%1/experiment.json").arg(model)));
            QCOMPARE(experiment["model"].toString(), QString(model));
            QCOMPARE(experiment["epochs"].toInt(), 1);
            QVERIFY(QFile::exists(m_program.path(QString("all/%1/seed-1/no-bn/model.safetensors").arg(model))));
        }
    }

    void presetOfOneExperiment()
    {
        NORMSCOPE_EXPECT_EXIT(m_program.run({"train", "--preset", "high-lr", "--lr", "0.01", "--dataset", "small",
                                             "--epochs", "1", "--out", "preset", "--quiet"}),
                              0);
        QCOMPARE(jsonIn(m_program.path("preset/experiment.json"))["lr"].toDouble(), 0.01);
    }

    /// Stopped in its first member, it is gone on with to its end.
    void interruptedAndResumed()
    {
        QStringList longer = kSmall;
        longer[3] = "1500";
        QProcess process;
        QVERIFY(m_program.start(process, QStringList{"twin", "--lr", "0.05,0.01", "--out", "stopped"} + longer));
        QVERIFY(QTest::qWaitFor(
            [&] { return csvIn(m_program.path("stopped/lr-0.05/seed-1/bn/iterations.csv")).rows.size() > 0; }, 60'000));
        // Whoever else wants to train into it would begin what this one has not come to.
        for (const QStringList& second :
             {QStringList{"resume", "stopped"},
              QStringList{"twin", "--lr", "0.05,0.01", "--out", "stopped", "--force"} + longer}) {
            const ProgramResult refused = m_program.run(second);
            NORMSCOPE_EXPECT_EXIT(refused, 2);
            QVERIFY2(refused.err.contains("another Normscope is training into it"), refused.err.constData());
        }
        QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGINT), 0);
        const ProgramResult stopped = Program::finish(process);
        NORMSCOPE_EXPECT_EXIT(stopped, 4);
        QVERIFY2(stopped.err.contains("normscope resume stopped goes on"), stopped.err.constData());
        QVERIFY(!QFile::exists(m_program.path("stopped/lr-0.01")));
        // From another working directory: a member that has not begun finds its data as well.
        const Program elsewhere;
        NORMSCOPE_EXPECT_EXIT(elsewhere.run({"resume", m_program.path("stopped")}), 0);
        for (const char* leaf : {"lr-0.05/seed-1/bn", "lr-0.01/seed-1/no-bn"}) {
            QCOMPARE(csvIn(m_program.path(QString("stopped/%1/epochs.csv").arg(leaf))).rows.size(), qsizetype(1500));
        }
        NORMSCOPE_EXPECT_EXIT(m_program.run({"resume", "stopped"}), 0);
    }

    /// Of a study from elsewhere: where a member is a link, nothing is trained there; and the table has each member's
    /// own.
    void memberThatIsALink()
    {
        NORMSCOPE_EXPECT_EXIT(
            m_program.run(QStringList{"twin", "--lr", "0.05,0.01", "--out", "linked", "--quiet"} + kSmall), 0);
        QVERIFY(QDir().rename(m_program.path("linked/lr-0.05"), m_program.path("mine")));
        QVERIFY(QFile::link(m_program.path("mine"), m_program.path("linked/lr-0.05")));
        const QByteArray before = contentOf(m_program.path("mine/comparison.json"));
        const ProgramResult result = m_program.run({"resume", "linked"});
        NORMSCOPE_EXPECT_EXIT(result, 1);
        QVERIFY2(result.err.contains("lr-0.05: is a link"), result.err.constData());
        QVERIFY2(!result.out.contains("\n0.05 ") && result.out.contains("\n0.01 "), result.out.constData());
        QCOMPARE(contentOf(m_program.path("mine/comparison.json")), before);
    }

    void refuses_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("mentioned");
        const auto row = [](const char* name, const QStringList& arguments, const char* mentioned) {
            QTest::newRow(name) << arguments << QString(mentioned);
        };
        row("a list for train", {"train", "--lr", "0.1,0.2"}, "--lr: a list");
        row("a value twice", {"twin", "--lr", "0.1,0.1"}, "twice");
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

    /// A study's folder is kept like an experiment's.
    void outThatHoldsAStudy()
    {
        const QStringList command = QStringList{"twin", "--lr", "0.05,0.01", "--out", "kept", "--quiet"} + kSmall;
        NORMSCOPE_EXPECT_EXIT(m_program.run(command), 0);
        const ProgramResult result = m_program.run(command);
        NORMSCOPE_EXPECT_EXIT(result, 2);
        QVERIFY2(result.err.contains("--force"), result.err.constData());
        NORMSCOPE_EXPECT_EXIT(m_program.run(command + QStringList{"--force"}), 0);
        QVERIFY(QFile::exists(m_program.path("kept.old/study.json")));
    }

  private:
    Program m_program;
};

QTEST_GUILESS_MAIN(tst_StudyCommand)
#include "tst_StudyCommand.moc"
