#include <QDir>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <csignal>

#include "../support/DatasetServer.h"
#include "../support/Program.h"

using namespace normscope::test;

/// The real program against a server on loopback: datasets fetch, and --download of train and twin.
class tst_FetchCommand : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { QVERIFY(m_server.start()); }

    void init()
    {
        m_program.emplace();
        m_program->set("XDG_CACHE_HOME", m_program->path("cache"));
        for (const char* name : {"http_proxy", "https_proxy", "all_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY",
                                 "ALL_PROXY", "NO_PROXY"}) {
            m_program->unset(name);
        }
        useMirrors({m_server.secure("fine")});
        (void)m_server.takeRequests();
    }

    void fetchesOnce()
    {
        const ProgramResult first = m_program->run({"datasets", "fetch", "kmnist"});
        NORMSCOPE_EXPECT_EXIT(first, 0);
        QCOMPARE(first.out, QByteArray());
        const QByteArray place = m_program->path("data-home/normscope/datasets/kmnist").toUtf8();
        QVERIFY2(first.err.startsWith("kmnist: train-images-idx3-ubyte.gz (1 of 4), 785 KB, "), first.err.constData());
        QVERIFY2(first.err.endsWith("kmnist: fetched into " + place + "\n"), first.err.constData());
        QCOMPARE(first.err.count('\n'), 5);
        QCOMPARE(m_server.takeRequests().size(), 4);
        NORMSCOPE_EXPECT_EXIT(m_program->run({"datasets", "show", "kmnist"}), 0);

        const ProgramResult second = m_program->run({"datasets", "fetch", "kmnist"});
        NORMSCOPE_EXPECT_EXIT(second, 0);
        QCOMPARE(second.err, "kmnist: is there already, in " + place + "\n");
        QCOMPARE(m_program->run({"datasets", "fetch", "kmnist", "--quiet"}).err, QByteArray());
        QCOMPARE(m_server.takeRequests(), QStringList());
    }

    void tellsEventsAsJson()
    {
        const ProgramResult result = m_program->run({"datasets", "fetch", "mnist", "--json"});
        NORMSCOPE_EXPECT_EXIT(result, 0);
        QCOMPARE(result.err, QByteArray());
        QJsonObject last;
        for (const QByteArray& line : result.out.trimmed().split('\n')) {
            last = QJsonDocument::fromJson(line).object();
            QVERIFY2(last.contains("run") && last.contains("seed") && last.contains("variant"), line.constData());
            QCOMPARE(last["dataset"].toString(), QString("mnist"));
            if (last["event"] == "fetch") {
                QVERIFY(last["received"].toInt() > 0 && last["received"].toInt() <= last["total"].toInt());
            }
        }
        QCOMPARE(last["event"].toString(), QString("fetch_finished"));
        QCOMPARE(last["folder"].toString(), m_program->path("data-home/normscope/datasets/mnist"));
        QCOMPARE(last["was_there"].toBool(true), false);
    }

    void saysWhyItFails()
    {
        useMirrors({m_server.secure("missing"), m_server.secure("wrong")});
        const ProgramResult result = m_program->run({"datasets", "fetch", "kmnist"});
        NORMSCOPE_EXPECT_EXIT(result, 1);
        QCOMPARE(result.out, QByteArray());
        const QByteArrayList lines = result.err.trimmed().split('\n');
        QCOMPARE(lines.size(), 2);
        QVERIFY2(lines[0].endsWith("the server answered 404 (Not Found); trying the next mirror"),
                 lines[0].constData());
        QVERIFY2(lines[1].startsWith("normscope: kmnist: train-images-idx3-ubyte.gz could not be fetched from any"),
                 lines[1].constData());
        QVERIFY2(lines[1].contains("to place it by hand, put the four files"), lines[1].constData());
        QVERIFY(!QDir(m_program->path("data-home/normscope/datasets/kmnist")).exists());
    }

    void refusesWhatNobodyPublishes()
    {
        for (const char* name : {"builtin", "cifar10"}) {
            QCOMPARE(whyNotRefused(*m_program, {"datasets", "fetch", name}, 2,
                                   {name, "there are mnist, fashion-mnist, kmnist"}),
                     QString());
        }
    }

    void downloadsForATrainingThatAsks()
    {
        const QStringList training{"--dataset", "kmnist", "--epochs", "1", "--limit", "200", "--hidden", "8"};
        // Never without being asked; then it says the ways to get it.
        QCOMPARE(whyNotRefused(*m_program, QStringList{"train", "--out", "a"} + training, 2,
                               {"kmnist: the dataset was not found", "normscope datasets fetch kmnist", "--download",
                                "set NORMSCOPE_DATA", "put them into"}),
                 QString());
        QCOMPARE(m_server.takeRequests(), QStringList());
        const ProgramResult asked = m_program->run(QStringList{"train", "--out", "a", "--download"} + training);
        NORMSCOPE_EXPECT_EXIT(asked, 0);
        QVERIFY2(asked.err.contains("kmnist: fetched into"), asked.err.constData());
        QCOMPARE(m_server.takeRequests().size(), 4);
        const ProgramResult twice =
            m_program->run(QStringList{"twin", "--out", "b", "--download", "--json"} + training);
        NORMSCOPE_EXPECT_EXIT(twice, 0);
        QVERIFY2(!twice.out.contains("fetch"), twice.out.constData());
        QCOMPARE(m_server.takeRequests(), QStringList());
    }

    void twoProcessesFetchOnce()
    {
        useMirrors({m_server.secure("slow")});
        QProcess first;
        QProcess second;
        QVERIFY(m_program->start(first, {"datasets", "fetch", "kmnist"}));
        QVERIFY(m_program->start(second, {"datasets", "fetch", "kmnist"}));
        const ProgramResult one = Program::finish(first);
        const ProgramResult other = Program::finish(second);
        NORMSCOPE_EXPECT_EXIT(one, 0);
        NORMSCOPE_EXPECT_EXIT(other, 0);
        const QByteArray told = one.err + other.err;
        QCOMPARE(told.count("fetched into"), 1);
        QCOMPARE(told.count("is there already"), 1);
        QCOMPARE(m_server.takeRequests().size(), 4);
    }

    void signalKeepsWhatIsThere_data()
    {
        QTest::addColumn<QStringList>("command");
        QTest::newRow("fetch") << QStringList{"datasets", "fetch", "kmnist", "--json"};
        QTest::newRow("train") << QStringList{"train", "--dataset", "kmnist", "--download", "--json"};
    }

    void signalKeepsWhatIsThere()
    {
        QFETCH(QStringList, command);
        useMirrors({m_server.secure("slow")});
        QProcess process;
        QVERIFY(m_program->start(process, command));
        while (!process.canReadLine()) {
            QVERIFY(process.waitForReadyRead(60'000));
        }
        QElapsedTimer clock;
        clock.start();
        QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGINT), 0);
        const ProgramResult result = Program::finish(process);
        const qint64 took = clock.elapsed();
        NORMSCOPE_EXPECT_EXIT(result, 4);
        // Of which the end of the process is the most on a busy machine.
        QVERIFY2(took < 1000, qPrintable(QString::number(took)));
        QVERIFY2(isOneSentence(result.err) && result.err.contains("the same command goes on"), result.err.constData());
        QVERIFY(!QDir(m_program->path("data-home/normscope/runs")).exists());
        useMirrors({m_server.secure("fine")});
        (void)m_server.takeRequests();
        NORMSCOPE_EXPECT_EXIT(m_program->run({"datasets", "fetch", "kmnist"}), 0);
        QVERIFY(m_server.takeRequests().first().contains("bytes="));
        QVERIFY(!QDir(m_program->path("cache/normscope/fetch/kmnist")).exists());
    }

  private:
    void useMirrors(const QStringList& addresses) { m_program->set("NORMSCOPE_MIRRORS", m_server.mirrors(addresses)); }

    DatasetServer m_server;
    std::optional<Program> m_program;
};

QTEST_GUILESS_MAIN(tst_FetchCommand)
#include "tst_FetchCommand.moc"
