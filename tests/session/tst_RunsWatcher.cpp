#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QThread>
#include <map>
#include <memory>
#include <string>

#include <normscope/base/FolderLock.h>
#include <normscope/session/RunsWatcher.h>

#include "../support/Expect.h"
#include "../support/ListedRuns.h"

using namespace normscope;
using normscope::test::epochsText;
using normscope::test::everythingIn;
using normscope::test::putExperiment;
using normscope::test::putFile;
using normscope::test::summaryText;

namespace
{

/// Milliseconds after which a change is not told any more, also on a busy machine.
constexpr int kSoon = 60'000;

/// What a window would show: the last that was told of each folder.
class Shown : public QObject
{
  public:
    explicit Shown(RunsWatcher& watcher)
    {
        connect(&watcher, &RunsWatcher::changed, this, [this](const CatalogChanges& changes) {
            isTold = !changes.isEmpty() && QThread::currentThread() == thread();
            for (const auto& folder : changes.gone) {
                experiments.erase(folder.filename().string());
            }
            for (const auto& one : changes.changed) {
                experiments[one->folder.filename().string()] = one;
            }
        });
        connect(&watcher, &RunsWatcher::firstLookEnded, this, [this] { ++firstLooks; });
    }

    [[nodiscard]] const ListedRun& run(const std::string& name, std::size_t index = 0) const
    {
        return experiments.at(name)->cases.at(0).runs.at(index);
    }

    std::map<std::string, std::shared_ptr<const ListedExperiment>> experiments;
    int firstLooks = 0;
    bool isTold = false;
};

}  // namespace

class tst_RunsWatcher : public test::ListedRunsTest
{
    Q_OBJECT

  private Q_SLOTS:
    void init() { beginTest(); }

    void tellsWhatIsThere()
    {
        QVERIFY(put("one"));
        RunsWatcher watcher(path("cache/index"));
        const Shown shown(watcher);
        watcher.setFolders(runs());
        QVERIFY(watcher.folders() == runs());
        QVERIFY(QTest::qWaitFor([&] { return shown.firstLooks == 1; }));
        QVERIFY(shown.isTold);
        QCOMPARE(shown.experiments.size(), std::size_t{1});
        QVERIFY(shown.run("one").isOver());
    }

    void tellsThatThereIsNothing()
    {
        RunsWatcher watcher({});
        const Shown shown(watcher);
        watcher.setFolders({path("nowhere")});
        QVERIFY(QTest::qWaitFor([&] { return shown.firstLooks == 1; }));
        QVERIFY(shown.experiments.empty());
        // A folder that comes later is seen as well.
        QVERIFY(putExperiment(at("nowhere/one"), experimentOf({})));
        QVERIFY(QTest::qWaitFor([&] { return shown.experiments.size() == 1; }, kSoon));
    }

    void remembersAtTheNextStart()
    {
        QVERIFY(put("one"));
        {
            RunsWatcher watcher(path("cache/index"));
            const Shown shown(watcher);
            watcher.setFolders(runs());
            QVERIFY(QTest::qWaitFor([&] { return shown.firstLooks == 1; }));
        }
        QVERIFY(QFile::exists(at("cache/index")));
        // Also what has changed after that.
        QVERIFY(put("two"));
        {
            RunsWatcher watcher(path("cache/index"));
            const Shown shown(watcher);
            watcher.setFolders(runs());
            QVERIFY(QTest::qWaitFor([&] { return shown.experiments.size() == 2; }));
        }
        QVERIFY(QDir(at("runs/two")).removeRecursively());
        RunsWatcher watcher(path("cache/index"));
        const Shown shown(watcher);
        bool wasRemembered = false;
        connect(&watcher, &RunsWatcher::changed, &shown, [&] { wasRemembered |= shown.experiments.size() == 2; });
        watcher.setFolders(runs());
        QVERIFY(QTest::qWaitFor([&] { return shown.firstLooks == 1; }));
        QVERIFY(wasRemembered);
        QCOMPARE(shown.experiments.size(), std::size_t{1});
    }

    /// As another process does it: folder, settings, lock, summary, epochs, end.
    void followsATraining()
    {
        RunsWatcher watcher({});
        const Shown shown(watcher);
        watcher.setFolders(runs());
        QVERIFY(QTest::qWaitFor([&] { return shown.firstLooks == 1; }));
        QVERIFY(QDir().mkpath(at("runs/one")));
        VERIFY_OK(writeExperiment(path("runs/one"), experimentOf({})));
        QVERIFY(QTest::qWaitFor([&] { return shown.experiments.contains("one"); }, kSoon));
        QVERIFY(!shown.run("one").hasBegun);
        QVERIFY(QDir().mkpath(at("runs/one/seed-1/bn")));
        {
            const auto lock = FolderLock::take(path("runs/one/seed-1/bn"));
            QVERIFY(putFile(at("runs/one/seed-1/bn/summary.json"), summaryText("running", 0, 0)));
            QVERIFY(QTest::qWaitFor([&] { return shown.run("one").isHeld; }, kSoon));
            for (const double accuracy : {0.5, 0.6}) {
                QVERIFY(putFile(at("runs/one/seed-1/bn/epochs.csv"), epochsText(1, accuracy)));
                QVERIFY(QTest::qWaitFor([&] { return shown.run("one").testAccuracy == accuracy; }, kSoon));
            }
            QVERIFY(putFile(at("runs/one/seed-1/bn/summary.json"), summaryText("done", 0.7, 1)));
        }
        QVERIFY(QTest::qWaitFor([&] { return shown.run("one").isOver(); }, kSoon));
        QCOMPARE(shown.run("one").testAccuracy, 0.7);
        QVERIFY(QDir().rename(at("runs/one"), at("runs/uno")));
        QVERIFY(
            QTest::qWaitFor([&] { return shown.experiments.contains("uno") && shown.experiments.size() == 1; }, kSoon));
        QVERIFY(QDir(at("runs/uno")).removeRecursively());
        QVERIFY(QTest::qWaitFor([&] { return shown.experiments.empty(); }, kSoon));
    }

    void otherFolders()
    {
        QVERIFY(put("one"));
        QVERIFY(putExperiment(at("more/two"), experimentOf({})));
        RunsWatcher watcher({});
        const Shown shown(watcher);
        watcher.setFolders(runs());
        QVERIFY(QTest::qWaitFor([&] { return shown.firstLooks == 1; }));
        watcher.setFolders({path("more")});
        QVERIFY(QTest::qWaitFor([&] { return shown.firstLooks == 2; }));
        QVERIFY(shown.experiments.contains("two"));
        QCOMPARE(shown.experiments.size(), std::size_t{1});
        // Of several in a row the last one counts.
        for (int i = 0; i < 20; ++i) {
            watcher.setFolders({});
            watcher.setFolders({path("more"), path("runs")});
        }
        QVERIFY(QTest::qWaitFor([&] { return shown.experiments.size() == 2; }));
        QVERIFY(QTest::qWaitFor([&] { return shown.firstLooks == 3; }));
    }

    void looksWhenAsked()
    {
        QVERIFY(put("one"));
        RunsWatcher watcher({});
        const Shown shown(watcher);
        watcher.setFolders(runs());
        QVERIFY(QTest::qWaitFor([&] { return shown.firstLooks == 1; }));
        QVERIFY(putFile(at("runs/one/about.json"), R"({"title": "x"})"));
        watcher.look();
        QVERIFY(QTest::qWaitFor([&] { return shown.experiments.at("one")->about.title == "x"; }, kSoon));
    }

    /// Also in the midst of a look, and before the thread has begun.
    void endsAtOnce()
    {
        for (int i = 0; i < 100; ++i) {
            QVERIFY(put(QString::number(i)));
        }
        for (const int wait : {0, 0, 1, 5, 20, 60}) {
            QElapsedTimer timer;
            {
                RunsWatcher watcher(path("cache/index"));
                watcher.setFolders(runs());
                QTest::qSleep(wait);
                timer.start();
            }
            QVERIFY2(timer.elapsed() < kSoon, qPrintable(QString::number(timer.elapsed())));
        }
        const RunsWatcher unused({});
    }

    /// Whoever is told may be the one who ends it.
    void deletedWhileItTells()
    {
        QVERIFY(put("one"));
        auto watcher = std::make_unique<RunsWatcher>(std::filesystem::path());
        connect(watcher.get(), &RunsWatcher::changed, this, [&] { watcher.reset(); });
        watcher->setFolders(runs());
        QVERIFY(QTest::qWaitFor([&] { return watcher == nullptr; }));
    }

    /// Into a folder that another process trains into nothing is written.
    void writesNothing()
    {
        QVERIFY(put("one"));
        QVERIFY(putFile(at("runs/one/seed-1/bn/summary.json"), summaryText("running", 0, 0)));
        const auto lock = FolderLock::take(path("runs/one/seed-1/bn"));
        VERIFY_OK(lock);
        auto before = everythingIn(at("runs"));
        {
            RunsWatcher watcher(path("cache/index"));
            const Shown shown(watcher);
            watcher.setFolders(runs());
            QVERIFY(QTest::qWaitFor([&] { return shown.firstLooks == 1; }));
            QVERIFY(shown.run("one").isHeld);
            About about;
            about.isStarred = true;
            VERIFY_OK(writeAbout(path("runs/one"), {}, about));
            QVERIFY(QTest::qWaitFor([&] { return shown.experiments.at("one")->about.isStarred; }, kSoon));
            QTest::qWait(2'500);
        }
        auto after = everythingIn(at("runs"));
        QCOMPARE(after.erase("one/about.json"), std::size_t{1});
        QVERIFY(after == before);
    }
};

QTEST_GUILESS_MAIN(tst_RunsWatcher)
#include "tst_RunsWatcher.moc"
