#include <QTemporaryDir>
#include <memory>
#include <string>

#include <sched.h>

#include <normscope/runtime/Threads.h>

#include "../support/Expect.h"
#include "../support/RunFiles.h"

using namespace normscope;

class tst_Threads : public QObject
{
    Q_OBJECT

    static constexpr const char* kVariables[]{"SLURM_CPUS_PER_TASK", "NSLOTS", "NCPUS", "LSB_DJOB_NUMPROC",
                                              "OMP_NUM_THREADS"};

  private Q_SLOTS:
    void init()
    {
        m_root = std::make_unique<QTemporaryDir>();
        QVERIFY(m_root->isValid());
        for (const char* variable : kVariables) {
            qunsetenv(variable);
        }
    }

    void version2_data()
    {
        QTest::addColumn<QString>("content");
        QTest::addColumn<int>("expected");
        QTest::newRow("none") << "max 100000\n" << 0;
        QTest::newRow("one and a half") << "150000 100000\n" << 2;
        QTest::newRow("two") << "200000 100000\n" << 2;
        QTest::newRow("a little over two") << "200001 100000\n" << 3;
        QTest::newRow("a twentieth") << "5000 100000\n" << 1;
        QTest::newRow("another period") << "100000 50000\n" << 2;
        QTest::newRow("empty") << "" << 0;
        QTest::newRow("rubbish") << "many few\n" << 0;
        QTest::newRow("no period") << "150000\n" << 0;
        QTest::newRow("period of nothing") << "150000 0\n" << 0;
        QTest::newRow("negative") << "-1 100000\n" << 0;
    }

    void version2()
    {
        QFETCH(QString, content);
        QFETCH(int, expected);
        write("job/cpu.max", content);
        QCOMPARE(quota("0::/job\n"), expected);
        QCOMPARE(quota("0::/job"), expected);
    }

    void version2Ancestors()
    {
        write("a/b/c/cpu.max", "max 100000");
        write("a/b/cpu.max", "400000 100000");
        write("a/cpu.max", "300000 100000");
        QCOMPARE(quota("0::/a/b/c\n"), 3);  // the least on the way up
        QCOMPARE(quota("0::/a/b\n"), 3);
        write("a/b/c/cpu.max", "100000 100000");
        QCOMPARE(quota("0::/a/b/c\n"), 1);
        QCOMPARE(quota("0::/a\n"), 3);
        QCOMPARE(quota("0::/\n"), 0);
        write("cpu.max", "200000 100000");
        QCOMPARE(quota("0::/\n"), 2);
        QCOMPARE(quota("0::/a\n"), 2);
    }

    /// Inside a container the path is the host's and does not exist; the top of the tree is the container's own.
    void pathThatIsNotThere()
    {
        QCOMPARE(quota("0::/docker/0123/init\n"), 0);
        write("cpu.max", "150000 100000");
        QCOMPARE(quota("0::/docker/0123/init\n"), 2);
        QCOMPARE(quota("0::/../../docker\n"), 2);
    }

    void version1_data()
    {
        QTest::addColumn<QString>("quotaText");
        QTest::addColumn<QString>("period");
        QTest::addColumn<int>("expected");
        QTest::newRow("none") << "-1\n"
                              << "100000\n"
                              << 0;
        QTest::newRow("one and a half") << "150000\n"
                                        << "100000\n"
                                        << 2;
        QTest::newRow("half") << "50000\n"
                              << "100000\n"
                              << 1;
        QTest::newRow("rubbish") << "x\n"
                                 << "100000\n"
                                 << 0;
        QTest::newRow("no period") << "150000\n"
                                   << "" << 0;
    }

    void version1()
    {
        QFETCH(QString, quotaText);
        QFETCH(QString, period);
        QFETCH(int, expected);
        write("cpu/job/cpu.cfs_quota_us", quotaText);
        write("cpu/job/cpu.cfs_period_us", period);
        for (const char* controllers : {"cpu", "cpu,cpuacct", "cpuacct,cpu"}) {
            QCOMPARE(quota(QString("12:memory:/other\n4:%1:/job\n1:name=systemd:/x\n").arg(controllers)), expected);
            QCOMPARE(quota(QString("4:%1:/job/below\n").arg(controllers)), expected);
        }
    }

    /// Other controllers whose names begin alike live in trees of their own.
    void version1OtherControllers()
    {
        write("cpu/job/cpu.cfs_quota_us", "150000");
        write("cpu/job/cpu.cfs_period_us", "100000");
        QCOMPARE(quota("5:cpuset:/job\n"), 0);
        QCOMPARE(quota("5:cpuacct:/job\n"), 0);
        QCOMPARE(quota("5:memory,cpuset:/job\n"), 0);
        QCOMPARE(quota("5:cpuset:/job\n4:cpu,cpuacct:/elsewhere\n"), 0);
        QCOMPARE(quota("5:cpuset:/elsewhere\n4:cpu,cpuacct:/job\n"), 2);
    }

    /// A hybrid system has both; the smaller quota binds.
    void bothVersions()
    {
        write("cpu/job/cpu.cfs_quota_us", "300000");
        write("cpu/job/cpu.cfs_period_us", "100000");
        write("job/cpu.max", "200000 100000");
        QCOMPARE(quota("4:cpu:/job\n0::/job\n"), 2);
        write("job/cpu.max", "max 100000");
        QCOMPARE(quota("4:cpu:/job\n0::/job\n"), 3);
    }

    void rubbish()
    {
        write("cpu.max", "150000 100000");
        for (const char* membership : {"", "\n\n", "nonsense", "0:", "0", "no colons here\n"}) {
            QCOMPARE(quota(membership), 0);
        }
        QCOMPARE(quota("nonsense\n0::/\n"), 2);
    }

    void available_data()
    {
        QTest::addColumn<QByteArray>("variable");
        for (const char* variable : kVariables) {
            QTest::newRow(variable) << QByteArray(variable);
        }
    }

    void available()
    {
        QFETCH(const QByteArray, variable);
        cpu_set_t set;
        CPU_ZERO(&set);
        QVERIFY(::sched_getaffinity(0, sizeof(set), &set) == 0);
        const int usual = availableThreads();
        QVERIFY(usual >= 1 && usual <= CPU_COUNT(&set));
        qputenv(variable, "1");
        QCOMPARE(availableThreads(), 1);
        for (const char* text : {"1,4", " 1", "+1", "1 ", "\t1 , 4"}) {
            qputenv(variable, text);
            QCOMPARE(availableThreads(), 1);
        }
        for (const char* text :
             {"", " ", "many", "0", "-4", "100000", "99999999999999999999", "1abc", "1.5", "0x1", "+", ",1"}) {
            qputenv(variable, text);
            QCOMPARE(availableThreads(), usual);
        }
        qunsetenv(variable);
    }

    void affinity()
    {
        cpu_set_t before;
        CPU_ZERO(&before);
        QVERIFY(::sched_getaffinity(0, sizeof(before), &before) == 0);
        int first = 0;
        while (!CPU_ISSET(first, &before)) {
            ++first;
        }
        cpu_set_t one;
        CPU_ZERO(&one);
        CPU_SET(first, &one);
        QVERIFY(::sched_setaffinity(0, sizeof(one), &one) == 0);
        const int threads = availableThreads();
        QVERIFY(::sched_setaffinity(0, sizeof(before), &before) == 0);
        QCOMPARE(threads, 1);
    }

  private:
    void write(const QString& name, const QString& content) const
    {
        QVERIFY(test::putFile(m_root->filePath(name), content.toUtf8()));
    }

    [[nodiscard]] int quota(const QString& membership) const
    {
        return cgroupCpuQuota(m_root->path().toStdString(), membership.toStdString());
    }

    std::unique_ptr<QTemporaryDir> m_root;
};

QTEST_GUILESS_MAIN(tst_Threads)
#include "tst_Threads.moc"
