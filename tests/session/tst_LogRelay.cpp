#include <QTest>
#include <QThread>
#include <thread>
#include <vector>

#include <spdlog/spdlog.h>

#include <normscope/session/LogRelay.h>

#include "../support/Expect.h"

using namespace normscope;

class tst_LogRelay : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { VERIFY_OK(setUpLogging("off")); }
    void tellsLinesOfAnyThreadOnItsOwn();
    void keepsTheNewestWhileNobodyListens();
    void sinksComeAndGoWhileOthersLog();
};

void tst_LogRelay::tellsLinesOfAnyThreadOnItsOwn()
{
    LogRelay relay;
    std::vector<LogLine> told;
    connect(&relay, &LogRelay::linesLogged, &relay, [&](const std::vector<LogLine>& lines) {
        QCOMPARE(QThread::currentThread(), relay.thread());
        told.insert(told.end(), lines.begin(), lines.end());
    });
    std::thread other([] {
        spdlog::debug("not wanted");
        spdlog::info("from another thread");
        spdlog::error("with {}", "words");
    });
    other.join();
    QVERIFY(told.empty());
    QVERIFY(QTest::qWaitFor([&] { return told.size() == 2; }));
    QCOMPARE(told[0].text, std::string("from another thread"));
    QCOMPARE(told[0].level, 2);
    QCOMPARE(told[1].text, std::string("with words"));
    QCOMPARE(told[1].level, 4);
}

void tst_LogRelay::keepsTheNewestWhileNobodyListens()
{
    LogRelay relay;
    std::vector<LogLine> told;
    connect(&relay, &LogRelay::linesLogged, &relay, [&](const std::vector<LogLine>& lines) { told = lines; });
    for (std::size_t i = 1; i <= LogRelay::kMostLines + 10; ++i) {
        spdlog::info("{}", i);
    }
    QVERIFY(QTest::qWaitFor([&] { return !told.empty(); }));
    QCOMPARE(told.size(), LogRelay::kMostLines);
    QCOMPARE(told.front().text, std::string("11"));
}

/// Run under ThreadSanitizer, this is where a race would be seen.
void tst_LogRelay::sinksComeAndGoWhileOthersLog()
{
    QTemporaryDir folder;
    std::atomic<bool> isOver = false;
    std::thread other([&] {
        while (!isOver) {
            spdlog::info("line");
        }
    });
    for (int i = 0; i < 50; ++i) {
        const LogRelay relay;
        const auto file = LogFile::open(folder.filePath("run.log").toStdString());
        QVERIFY(file.has_value());
    }
    isOver = true;
    other.join();
}

QTEST_GUILESS_MAIN(tst_LogRelay)
#include "tst_LogRelay.moc"
