#include <QTemporaryDir>
#include <fstream>
#include <memory>
#include <string>

#include <sys/resource.h>
#include <unistd.h>

#include <normscope/runtime/Blas.h>
#include <normscope/runtime/Memory.h>

#include "../support/Expect.h"
#include "../support/RunFiles.h"

using namespace normscope;

namespace
{

/// −1 for nothing known, so that rows show it.
qint64 numberOf(const std::optional<std::uint64_t>& bytes)
{
    return bytes ? static_cast<qint64>(*bytes) : -1;
}

}  // namespace

class tst_Memory : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void init()
    {
        m_root = std::make_unique<QTemporaryDir>();
        QVERIFY(m_root->isValid());
    }

    void meminfo_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("expected");
        QTest::newRow("as it is")
            << "MemTotal:       16384000 kB\nMemFree:  100 kB\nMemAvailable:    8192 kB\nBuffers: 7 kB\n"
            << qint64{8192} * 1024;
        QTest::newRow("nothing left") << "MemAvailable: 0 kB\n" << qint64{0};
        QTest::newRow("kernel before 3.14") << "MemTotal: 16384000 kB\nMemFree: 100 kB\n" << qint64{-1};
        QTest::newRow("no /proc") << "" << qint64{-1};
        QTest::newRow("rubbish") << "MemAvailable: much kB\n" << qint64{-1};
    }

    void meminfo()
    {
        QFETCH(QString, text);
        QFETCH(qint64, expected);
        QCOMPARE(numberOf(memAvailableIn(text.toStdString())), expected);
    }

    void version2_data()
    {
        QTest::addColumn<QString>("limit");
        QTest::addColumn<QString>("used");
        QTest::addColumn<QString>("stat");
        QTest::addColumn<qint64>("expected");
        QTest::newRow("none") << "max\n"
                              << "300\n"
                              << "" << qint64{-1};
        QTest::newRow("limit") << "1000\n"
                               << "300\n"
                               << "" << qint64{700};
        QTest::newRow("files are dropped first") << "1000\n"
                                                 << "900\n"
                                                 << "anon 400\nactive_file 150\ninactive_file 350\n"
                                                 << qint64{600};
        QTest::newRow("all used") << "1000\n"
                                  << "1000\n"
                                  << "anon 1000\n"
                                  << qint64{0};
        QTest::newRow("lowered below what is used") << "1000\n"
                                                    << "2000\n"
                                                    << "" << qint64{0};
        QTest::newRow("more files than used") << "1000\n"
                                              << "100\n"
                                              << "inactive_file 200\n"
                                              << qint64{1000};
        QTest::newRow("unknown use") << "1000\n"
                                     << ""
                                     << "" << qint64{-1};
        QTest::newRow("rubbish") << "many\n"
                                 << "few\n"
                                 << "" << qint64{-1};
    }

    void version2()
    {
        QFETCH(QString, limit);
        QFETCH(QString, used);
        QFETCH(QString, stat);
        QFETCH(qint64, expected);
        write("job/memory.max", limit);
        write("job/memory.current", used);
        write("job/memory.stat", stat);
        QCOMPARE(left("0::/job\n"), expected);
        // A limit above holds for what is below, too.
        QCOMPARE(left("0::/job/below\n"), expected);
    }

    void leastOnTheWayUp()
    {
        write("a/b/memory.max", "5000");
        write("a/b/memory.current", "1000");
        write("a/memory.max", "6000");
        write("a/memory.current", "4500");
        QCOMPARE(left("0::/a/b\n"), qint64{1500});
        QCOMPARE(left("0::/a\n"), qint64{1500});
        QCOMPARE(left("0::/\n"), qint64{-1});
        // Inside a container, where the path is the host's.
        write("memory.max", "900");
        write("memory.current", "200");
        QCOMPARE(left("0::/docker/0123\n"), qint64{700});
    }

    void version1_data()
    {
        QTest::addColumn<QString>("limit");
        QTest::addColumn<qint64>("expected");
        QTest::newRow("none") << "9223372036854771712\n" << qint64{-1};
        QTest::newRow("limit") << "1000\n" << qint64{1000 - (800 - 100 - 50)};
    }

    void version1()
    {
        QFETCH(QString, limit);
        QFETCH(qint64, expected);
        write("memory/job/memory.limit_in_bytes", limit);
        write("memory/job/memory.usage_in_bytes", "800\n");
        write("memory/job/memory.stat", "cache 999\ntotal_inactive_file 100\ntotal_active_file 50\n");
        QCOMPARE(left("4:cpu:/other\n9:memory:/job\n"), expected);
        QCOMPARE(left("4:cpu:/job\n"), qint64{-1});
    }

    /// What is told of this machine is something, and no more than a limit of the process leaves.
    void ofThisProcess()
    {
        SKIP_UNDER_ADDRESS_SANITIZER();
        const auto before = availableMemory();
        QVERIFY(before);
        QVERIFY(*before > 0);
        rlimit limit{};
        QCOMPARE(::getrlimit(RLIMIT_AS, &limit), 0);
        rlimit less = limit;
        std::ifstream file("/proc/self/statm");
        rlim_t pages = 0;
        QVERIFY(file >> pages);
        constexpr rlim_t kRoom = rlim_t{256} << 20U;
        less.rlim_cur = pages * static_cast<rlim_t>(::sysconf(_SC_PAGESIZE)) + kRoom;
        QCOMPARE(::setrlimit(RLIMIT_AS, &less), 0);
        const auto within = availableMemory();
        less.rlim_cur = 1;
        QCOMPARE(::setrlimit(RLIMIT_AS, &less), 0);
        // Nothing may be allocated now.
        const auto none = availableMemory();
        QCOMPARE(::setrlimit(RLIMIT_AS, &limit), 0);
        QVERIFY(within && *within > 0 && static_cast<rlim_t>(*within) <= kRoom);
        QCOMPARE(numberOf(none), qint64{0});
    }

    /// OpenBLAS asks again for ever where it gets no working memory: it must have it before, or not be used at all.
    void matrixProductsWithoutAddressSpace()
    {
        SKIP_UNDER_ADDRESS_SANITIZER();
        const BlasInfo blas = findBlas();
        if (!blas.name.starts_with("OpenBLAS")) {
            QSKIP("another library does the matrix products");
        }
        std::ifstream file("/proc/self/statm");
        rlim_t pages = 0;
        QVERIFY(file >> pages);
        rlimit limit{};
        QCOMPARE(::getrlimit(RLIMIT_AS, &limit), 0);
        rlimit less = limit;
        less.rlim_cur = pages * static_cast<rlim_t>(::sysconf(_SC_PAGESIZE)) + (rlim_t{64} << 20U);
        QCOMPARE(::setrlimit(RLIMIT_AS, &less), 0);
        const Status refused = reserveBlasMemory(blas);
        QCOMPARE(::setrlimit(RLIMIT_AS, &limit), 0);
        VERIFY_ERROR(refused, ErrorCode::Internal, "not enough memory for matrix products");
        VERIFY_OK(reserveBlasMemory(blas));
    }

  private:
    void write(const QString& name, const QString& content) const
    {
        QVERIFY(test::putFile(m_root->filePath(name), content.toUtf8()));
    }

    [[nodiscard]] qint64 left(const QString& membership) const
    {
        return numberOf(cgroupMemoryLeft(m_root->path().toStdString(), membership.toStdString()));
    }

    std::unique_ptr<QTemporaryDir> m_root;
};

QTEST_GUILESS_MAIN(tst_Memory)
#include "tst_Memory.moc"
