#include <QDir>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <optional>

#include <normscope/data/DatasetCatalog.h>
#include <normscope/data/DatasetSource.h>
#include <normscope/session/DatasetFetch.h>

#include "../support/DatasetServer.h"
#include "../support/Expect.h"
#include "../support/IdxWriter.h"

using namespace normscope;
using namespace normscope::test;

namespace
{

constexpr auto kImages = "train-images-idx3-ubyte.gz";

/// All that a fetch said, and how it ended.
struct Told
{
    std::vector<FetchProgress> progress;
    QStringList notices;
    Result<FetchOutcome> outcome = fail(ErrorCode::Internal, "has not ended");
};

}  // namespace

/// Against a server on loopback: nothing here needs the network.
class tst_DatasetFetch : public QObject
{
    Q_OBJECT

  private:
    [[nodiscard]] QString path(const QString& name) const { return m_home->filePath(name); }

    void useMirrors(const QStringList& addresses, bool trusts = true, bool isBomb = false)
    {
        qputenv("NORMSCOPE_MIRRORS", m_server.mirrors(addresses, trusts, isBomb).toLocal8Bit());
    }

    static Told fetch(const std::string& dataset, const std::function<bool()>& isCancelled = {})
    {
        Told told;
        told.outcome = fetchDataset(
            dataset, {isCancelled, [&](const FetchProgress& now) { told.progress.push_back(now); },
                      [&](const Message& notice) { told.notices << QString::fromStdString(notice.english()); }});
        return told;
    }

    /// All files below the user's folders.
    [[nodiscard]] QStringList filesLeft() const
    {
        QStringList found;
        QDirIterator entries(m_home->path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (entries.hasNext()) {
            found << entries.next().mid(m_home->path().size() + 1);
        }
        found.sort();
        return found;
    }

    /// Whether the four files lie in the user's datasets, and nothing anywhere else.
    [[nodiscard]] QString whyNotPlaced(const QString& dataset) const
    {
        QStringList expected;
        for (const QString& file : DatasetServer::files()) {
            const QString one = "data/normscope/datasets/" + dataset + '/' + file;
            expected << one;
            QFile placed(path(one));
            if (!placed.open(QIODevice::ReadOnly) || placed.readAll() != m_server.content(file)) {
                return one + " is not what the server has";
            }
        }
        expected.sort();
        return filesLeft() == expected ? QString() : "found " + filesLeft().join(", ");
    }

    void leavePart(const QByteArray& bytes)
    {
        QVERIFY(QDir().mkpath(path("cache/normscope/fetch/kmnist")));
        QFile part(path(QString("cache/normscope/fetch/kmnist/%1.part").arg(kImages)));
        QVERIFY(part.open(QIODevice::WriteOnly));
        part.write(bytes);
    }

    DatasetServer m_server;
    std::optional<QTemporaryDir> m_home;

  private Q_SLOTS:
    void initTestCase() { QVERIFY(m_server.start()); }

    void init()
    {
        m_home.emplace();
        qputenv("XDG_DATA_HOME", path("data").toLocal8Bit());
        qputenv("XDG_CACHE_HOME", path("cache").toLocal8Bit());
        for (const char* name : {"NORMSCOPE_DATA", "http_proxy", "https_proxy", "all_proxy", "no_proxy", "HTTP_PROXY",
                                 "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"}) {
            qunsetenv(name);
        }
        (void)m_server.takeRequests();
    }

    void fetches_data()
    {
        QTest::addColumn<QStringList>("mirrors");
        QTest::addColumn<QStringList>("notices");
        QTest::addColumn<QStringList>("requests");  ///< for the training images
        const auto get = [](const QString& manner, const QString& range = {}) {
            return QString("GET /%1/%2 %3").arg(manner, kImages, range).trimmed();
        };
        const QString fine = m_server.secure("fine");
        QTest::newRow("fine") << QStringList{fine} << QStringList() << QStringList{get("fine")};
        QTest::newRow("plain http, whose sums are known")
            << QStringList{m_server.plain("fine")} << QStringList() << QStringList{get("fine")};
        QTest::newRow("without a length")
            << QStringList{m_server.secure("nolength")} << QStringList() << QStringList{get("nolength")};
        QTest::newRow("moved") << QStringList{m_server.secure("moved")} << QStringList()
                               << QStringList{get("moved"), get("fine")};
        QTest::newRow("404, then the next")
            << QStringList{m_server.secure("missing"), fine} << QStringList{"the server answered 404 (Not Found)"}
            << QStringList{get("missing"), get("fine")};
        QTest::newRow("wrong content, then the next")
            << QStringList{m_server.secure("wrong"), fine} << QStringList{"is not the published file"}
            << QStringList{get("wrong"), get("fine")};
        QTest::newRow("nobody there, then the next") << QStringList{"https://127.0.0.1:1/", fine}
                                                     << QStringList{"cannot be reached"} << QStringList{get("fine")};
        QTest::newRow("no address, then the next")
            << QStringList{"file:///etc/", fine} << QStringList{"is not an address"} << QStringList{get("fine")};
        const int first = static_cast<int>(m_server.content(kImages).size() * 2 / 5);
        const QString rest = QString("bytes=%1-").arg(first);
        QTest::newRow("cut off midway") << QStringList{m_server.secure("cut")} << QStringList()
                                        << QStringList{get("cut"), get("cut", rest)};
        QTest::newRow("cut off, the rest from the next")
            << QStringList{m_server.secure("half"), fine} << QStringList{"the server answered 503"}
            << QStringList{get("half"), get("half", rest), get("fine", rest)};
    }

    void fetches()
    {
        QFETCH(QStringList, mirrors);
        QFETCH(QStringList, notices);
        useMirrors(mirrors);
        for (const char* dataset : {"mnist", "kmnist"}) {
            const Told told = fetch(dataset);
            VERIFY_OK(told.outcome);
            QVERIFY(told.outcome->end == FetchEnd::Fetched);
            COMPARE_TEXT(told.outcome->folder, path(QString("data/normscope/datasets/") + dataset));
            for (const QString& notice : notices) {
                QVERIFY2(told.notices.join('\n').contains(notice), qPrintable(told.notices.join('\n')));
            }
            QCOMPARE(notices.isEmpty(), told.notices.isEmpty());
            QVERIFY(whyNotPlaced(dataset) == QString() || QDir(path("data/normscope/datasets/mnist")).exists());
            QStringList asked = m_server.takeRequests().filter(kImages);
            // Qt may ask a second time where it is led on.
            asked.removeDuplicates();
            QTEST(asked, "requests");
            // Where a mirror failed once it is not asked again.
            QVERIFY(told.notices.filter("t10k").isEmpty());
            VERIFY_OK(loadDataset(dataset, 1));
            // What a person sees: bytes that grow to the whole, a speed.
            QVERIFY(!told.progress.empty());
            COMPARE_TEXT(told.progress.front().file, kImages);
            QCOMPARE(told.progress.front().number, 1);
            QCOMPARE(told.progress.front().files, 4);
            QVERIFY(told.progress.back().bytesPerSecond > 0);
        }
        QDir(path("data/normscope/datasets/mnist")).removeRecursively();
        QCOMPARE(whyNotPlaced("kmnist"), QString());
    }

    void fails_data()
    {
        QTest::addColumn<QStringList>("mirrors");
        QTest::addColumn<QString>("reason");
        QTest::newRow("404") << QStringList{m_server.secure("missing")} << "the server answered 404 (Not Found)";
        QTest::newRow("wrong content") << QStringList{m_server.secure("wrong")} << "is not the published file";
        QTest::newRow("endless") << QStringList{m_server.secure("endless")} << "the server sends more than 64 MB";
        QTest::newRow("too long, as the server says")
            << QStringList{m_server.secure("large")} << "the server sends more than 64 MB";
        QTest::newRow("to plain http") << QStringList{m_server.secure("insecure")} << "leads from https to plain http";
        QTest::newRow("in circles") << QStringList{m_server.secure("round")} << "leads on and on";
        QTest::newRow("nobody there") << QStringList{"https://127.0.0.1:1/"} << "cannot be reached";
        QTest::newRow("two of them") << QStringList{m_server.secure("missing"), "https://127.0.0.1:1/"}
                                     << "cannot be reached";
    }

    void fails()
    {
        QFETCH(QStringList, mirrors);
        QFETCH(QString, reason);
        useMirrors(mirrors);
        const Told told = fetch("kmnist");
        VERIFY_ERROR(told.outcome, ErrorCode::Io, reason);
        // What to do without the network.
        VERIFY_ERROR(told.outcome, ErrorCode::Io, "to place it by hand, put the four files train-images-idx3-ubyte");
        VERIFY_ERROR(told.outcome, ErrorCode::Io, path("data/normscope/datasets/kmnist"));
        QCOMPARE(told.notices.size(), mirrors.size() - 1);
        QCOMPARE(filesLeft(), QStringList());
        QVERIFY(!locateDataset("kmnist"));
    }

    void refusesABomb()
    {
        // Its sums are those published: what it unpacks to is bounded all the same.
        useMirrors({m_server.secure("bomb")}, true, true);
        VERIFY_ERROR(fetch("kmnist").outcome, ErrorCode::Io, "unpacks to more than 64 MB");
        QCOMPARE(filesLeft(), QStringList());
    }

    void trustsNobodyItDoesNotKnow()
    {
        useMirrors({m_server.secure("fine")}, false);
        VERIFY_ERROR(fetch("kmnist").outcome, ErrorCode::Io, "the server's certificate is not trusted");
        QCOMPARE(filesLeft(), QStringList());
        QCOMPARE(m_server.takeRequests(), QStringList());
    }

    void goesOnWithWhatIsThere()
    {
        // Everything fails, so that a part stays behind …
        useMirrors({m_server.secure("half")});
        VERIFY_ERROR(fetch("kmnist").outcome, ErrorCode::Io, "503");
        QCOMPARE(filesLeft(), QStringList{QString("cache/normscope/fetch/kmnist/%1.part").arg(kImages)});
        (void)m_server.takeRequests();
        // … which the next attempt goes on with.
        useMirrors({m_server.secure("fine")});
        VERIFY_OK(fetch("kmnist").outcome);
        QVERIFY(m_server.takeRequests().first().endsWith(
            QString("bytes=%1-").arg(m_server.content(kImages).size() * 2 / 5)));
        QCOMPARE(whyNotPlaced("kmnist"), QString());
    }

    void beginsAnewWhereAPartIsOfNoUse_data()
    {
        QTest::addColumn<QByteArray>("part");
        QTest::addColumn<QString>("manner");
        const QByteArray whole = m_server.content(kImages);
        QTest::newRow("of another file") << QByteArray(1000, 'x') << "fine";
        QTest::newRow("longer than the file") << whole + "more"
                                              << "fine";
        QTest::newRow("the whole file and the server has no more") << whole << "fine";
        QTest::newRow("a server that knows no parts") << whole.left(1000) << "whole";
    }

    void beginsAnewWhereAPartIsOfNoUse()
    {
        QFETCH(QByteArray, part);
        QFETCH(QString, manner);
        leavePart(part);
        useMirrors({m_server.secure(manner)});
        VERIFY_OK(fetch("kmnist").outcome);
        QCOMPARE(whyNotPlaced("kmnist"), QString());
    }

    void goesByAProxy()
    {
        qputenv("https_proxy", m_server.proxy().toLocal8Bit());
        useMirrors({m_server.secure("fine")});
        VERIFY_OK(fetch("kmnist").outcome);
        QVERIFY(m_server.takeRequests().first().startsWith("CONNECT 127.0.0.1:"));
        QDir(path("data")).removeRecursively();
        qputenv("http_proxy", m_server.proxy().toLocal8Bit());
        useMirrors({m_server.plain("fine")});
        VERIFY_OK(fetch("kmnist").outcome);
        QVERIFY(m_server.takeRequests().first().startsWith("GET http://127.0.0.1:"));
        QDir(path("data")).removeRecursively();
        qputenv("no_proxy", "example.org, 127.0.0.1");
        VERIFY_OK(fetch("kmnist").outcome);
        QVERIFY(m_server.takeRequests().first().startsWith("GET /fine/"));
    }

    void saysWhenAProxyIsNotThere()
    {
        qputenv("https_proxy", "http://127.0.0.1:1");
        useMirrors({m_server.secure("fine")});
        VERIFY_ERROR(fetch("kmnist").outcome, ErrorCode::Io, "cannot be reached");
        QCOMPARE(filesLeft(), QStringList());
    }

    void cancels_data()
    {
        QTest::addColumn<QString>("manner");
        QTest::newRow("slow") << "slow";
        QTest::newRow("no answer") << "silent";
    }

    void cancels()
    {
        QFETCH(QString, manner);
        useMirrors({m_server.secure(manner)});
        QElapsedTimer sinceStart;
        QElapsedTimer sinceWish;
        sinceStart.start();
        const Told told = fetch("kmnist", [&] {
            const bool isWanted = sinceStart.elapsed() > 300;
            if (isWanted && !sinceWish.isValid()) {
                sinceWish.start();
            }
            return isWanted;
        });
        // Long before the thirty seconds after which a server that is silent is given up.
        const qint64 took = sinceWish.elapsed();
        VERIFY_OK(told.outcome);
        QVERIFY(told.outcome->end == FetchEnd::Cancelled);
        QVERIFY2(took <= 10'000, qPrintable(QString::number(took)));
        for (const QString& file : filesLeft()) {
            QVERIFY2(file.endsWith(".part"), qPrintable(file));
        }
        if (manner == "slow") {
            // It comes again, to its end.
            useMirrors({m_server.secure("fine")});
            (void)m_server.takeRequests();
            VERIFY_OK(fetch("kmnist").outcome);
            QVERIFY(m_server.takeRequests().first().contains("bytes="));
            QCOMPARE(whyNotPlaced("kmnist"), QString());
        }
    }

    void tellsSpeedAndTimeLeft()
    {
        useMirrors({m_server.secure("slow")});
        const Told told = fetch("kmnist");
        VERIFY_OK(told.outcome);
        const qint64 whole = m_server.content(kImages).size();
        std::vector<FetchProgress> ofImages;
        std::copy_if(told.progress.begin(), told.progress.end(), std::back_inserter(ofImages),
                     [](const FetchProgress& one) { return one.file == kImages; });
        QVERIFY2(ofImages.size() > 5, qPrintable(QString::number(ofImages.size())));
        for (std::size_t i = 1; i < ofImages.size(); ++i) {
            QVERIFY(ofImages[i].received > ofImages[i - 1].received || ofImages[i].isDone);
            QCOMPARE(ofImages[i].total, whole);
            QVERIFY(ofImages[i].secondsLeft.has_value());
            // 8 KB every 10 ms at best.
            QVERIFY(ofImages[i].bytesPerSecond > 0 && ofImages[i].bytesPerSecond < 8192 / 0.01 * 1.5);
        }
        QCOMPARE(ofImages.back().received, whole);
        QVERIFY(ofImages.back().isDone);
    }

    void fetchesOnce()
    {
        useMirrors({m_server.secure("fine")});
        VERIFY_OK(fetch("kmnist").outcome);
        (void)m_server.takeRequests();
        const Told again = fetch("kmnist");
        VERIFY_OK(again.outcome);
        QVERIFY(again.outcome->end == FetchEnd::WasThere);
        QCOMPARE(m_server.takeRequests(), QStringList());
    }

    void twoAtOnceFetchOnce()
    {
        useMirrors({m_server.secure("slow")});
        DatasetFetch first;
        DatasetFetch second;
        std::vector<FetchEnd> ends;
        QStringList notices;
        for (DatasetFetch* one : {&first, &second}) {
            connect(one, &DatasetFetch::ended, this,
                    [&ends](const FetchOutcome& outcome) { ends.push_back(outcome.end); });
            connect(one, &DatasetFetch::noticed, this,
                    [&notices](const Message& notice) { notices << QString::fromStdString(notice.english()); });
        }
        first.start("kmnist");
        second.start("kmnist");
        QVERIFY(first.isRunning());
        QTRY_COMPARE_WITH_TIMEOUT(ends.size(), std::size_t{2}, 20'000);
        QVERIFY(!first.isRunning() && !second.isRunning());
        QVERIFY(ends == (std::vector{FetchEnd::Fetched, FetchEnd::WasThere}));
        QVERIFY(notices.join('\n').contains("another Normscope is fetching"));
        QCOMPARE(m_server.takeRequests().size(), 4);
        QCOMPARE(whyNotPlaced("kmnist"), QString());
    }

    void endsWithItsObject()
    {
        useMirrors({m_server.secure("silent")});
        QElapsedTimer clock;
        {
            DatasetFetch fetch;
            fetch.start("kmnist");
            QTest::qWait(200);
            clock.start();
        }
        QVERIFY2(clock.elapsed() <= 200, qPrintable(QString::number(clock.elapsed())));
        QCOMPARE(filesLeft(), QStringList());
    }

    void leavesAloneWhatIsThere()
    {
        // Some files of the dataset, perhaps the only copy of something else.
        QVERIFY(QDir().mkpath(path("data/normscope/datasets/kmnist")));
        QFile file(path("data/normscope/datasets/kmnist/notes"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        useMirrors({m_server.secure("fine")});
        VERIFY_ERROR(fetch("kmnist").outcome, ErrorCode::Usage, "rename or remove what is there first");
        QCOMPARE(m_server.takeRequests(), QStringList());
        // An empty folder, which the window makes for placing files by hand, is in nobody's way.
        QVERIFY(file.remove());
        VERIFY_OK(fetch("kmnist").outcome);
        QCOMPARE(whyNotPlaced("kmnist"), QString());
    }

    void refusesOtherNames()
    {
        VERIFY_ERROR(fetch("cifar").outcome, ErrorCode::Usage,
                     "\"cifar\": cannot be fetched; there are mnist, fashion-mnist, kmnist");
        VERIFY_ERROR(fetch("builtin").outcome, ErrorCode::Usage, "cannot be fetched");
    }

    void takesOtherMirrorsFromAFile_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("expected");
        QTest::newRow("no object") << QByteArray("[]") << "mirrors.json";
        QTest::newRow("mirrors") << QByteArray("{'mirrors': {'kmnist': 'https://example.org/'}}") << "\"kmnist\"";
        QTest::newRow("a mirror") << QByteArray("{'mirrors': {'kmnist': [1]}}") << "\"kmnist\"";
        QTest::newRow("files without sums") << QByteArray("{'files': {'kmnist': {'train-images-idx3-ubyte.gz': {}}}}")
                                            << "\"train-images-idx3-ubyte.gz\"";
        QTest::newRow("certificates") << QByteArray("{'certificates': '/dev/null'}") << "/dev/null";
    }

    void takesOtherMirrorsFromAFile()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, expected);
        QFile file(path("mirrors.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(json.replace('\'', '"'));
        file.close();
        qputenv("NORMSCOPE_MIRRORS", file.fileName().toLocal8Bit());
        VERIFY_ERROR(fetch("kmnist").outcome, ErrorCode::Usage, expected);
    }

    void knowsWhatIsPublished()
    {
        qunsetenv("NORMSCOPE_MIRRORS");
        for (const char* name : {"mnist", "fashion-mnist", "kmnist"}) {
            const auto source = sourceOf(name);
            VERIFY_OK(source);
            QVERIFY(source->mirrors.size() >= 2);
            QVERIFY(source->mirrors.front().starts_with("https://"));
            QCOMPARE(source->files.size(), std::size_t{4});
            for (const PublishedFile& file : source->files) {
                QCOMPARE(file.md5.size(), std::size_t{32});
                QVERIFY(file.contentSha256.empty() == (source->dataset != "mnist"));
            }
        }
    }
};

QTEST_GUILESS_MAIN(tst_DatasetFetch)
#include "tst_DatasetFetch.moc"
