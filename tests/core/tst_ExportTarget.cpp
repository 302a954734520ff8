#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <optional>

#include <normscope/export/ExportTarget.h>

#include "../support/Expect.h"
#include "../support/RunFiles.h"

using namespace normscope;
using namespace normscope::test;

/// A folder that appears whole or not at all, and takes the place of nothing but an earlier one.
class tst_ExportTarget : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }

    void appearsWhole()
    {
        {
            auto target = ExportTarget::open(at("a/b/csv"), false);
            VERIFY_OK(target);
            write(target->work() / "one.csv", "1");
            QVERIFY(QDir(target->work().c_str()).mkdir("deep"));
            write(target->work() / "deep/two.csv", "2");
            QVERIFY(!exists("a/b/csv"));
            const auto files = target->publish();
            VERIFY_OK(files);
            QCOMPARE(files->size(), std::size_t(2));
            QVERIFY(files->at(0) == "deep/two.csv" && files->at(1) == "one.csv");
        }
        QCOMPARE(names("a/b"), QStringList("csv"));
        QCOMPARE(contentOf(path("a/b/csv/deep/two.csv")), QByteArray("2"));
    }

    void leavesNothingWhereItIsGivenUp()
    {
        QVERIFY(QDir(m_folder->path()).mkdir("there"));
        {
            auto target = ExportTarget::open(at("there/not/yet/csv"), false);
            VERIFY_OK(target);
            write(target->work() / "one.csv", "1");
        }
        QVERIFY(names("there").isEmpty());
    }

    void replacesAnEarlierOne()
    {
        publish("csv", {"one.csv", "two.csv"}, false);
        // Python's compiled files beside an exported model.py are in nobody's way.
        QVERIFY(QDir(path("csv")).mkdir("__pycache__"));
        write(at("csv/__pycache__/model.pyc"), "x");
        publish("csv", {"three.csv"}, false);
        QCOMPARE(names("csv"), QStringList({".normscope-export", "three.csv"}));
        QCOMPARE(names("."), QStringList("csv"));
    }

    void fillsAnEmptyFolder()
    {
        QVERIFY(QDir(m_folder->path()).mkdir("csv"));
        publish("csv", {"one.csv"}, false);
        QVERIFY(exists("csv/one.csv"));
        QCOMPARE(names("."), QStringList("csv"));
    }

    void refusesWhatItHasNotWritten_data()
    {
        QTest::addColumn<QString>("stranger");
        QTest::newRow("file") << "csv/notes.txt";
        QTest::newRow("hidden file") << "csv/.notes";
        QTest::newRow("file deep inside") << "csv/mine/notes.txt";
    }

    void refusesWhatItHasNotWritten()
    {
        QFETCH(QString, stranger);
        publish("csv", {"one.csv"}, false);
        QVERIFY(QDir(m_folder->path()).mkpath(QFileInfo(path(stranger)).path()));
        write(at(stranger), "mine");
        VERIFY_ERROR(checkExportTarget(at("csv"), false), ErrorCode::Usage, stranger.mid(4));
        VERIFY_ERROR(ExportTarget::open(at("csv"), false), ErrorCode::Usage, "--force");
        QCOMPARE(contentOf(path(stranger)), QByteArray("mine"));

        publish("csv", {"two.csv"}, true);
        QCOMPARE(names("csv"), QStringList({".normscope-export", "two.csv"}));
        QCOMPARE(contentOf(path(QString(stranger).replace("csv/", "csv.old/"))), QByteArray("mine"));
        publish("csv", {"three.csv"}, true);
        QCOMPARE(names("."), QStringList({"csv", "csv.old"}));
    }

    /// What a link leads to is neither looked into nor removed.
    void linksAreNotFollowed()
    {
        QVERIFY(QDir(m_folder->path()).mkdir("precious"));
        write(at("precious/thesis.txt"), "years");
        publish("csv", {"one.csv"}, false);
        std::filesystem::create_directory_symlink(at("precious"), at("csv/link"));
        VERIFY_ERROR(checkExportTarget(at("csv"), false), ErrorCode::Usage, "link");
        publish("csv", {"one.csv"}, true);
        QCOMPARE(contentOf(path("precious/thesis.txt")), QByteArray("years"));
    }

    /// --out may be a link to a folder: what it leads to is filled.
    void targetMayBeALink()
    {
        QVERIFY(QDir(m_folder->path()).mkdir("disk"));
        std::filesystem::create_directory_symlink(at("disk"), at("link"));
        publish("link", {"one.csv"}, false);
        QVERIFY(exists("disk/one.csv"));
        QVERIFY(QFileInfo(path("link")).isSymLink());
    }

    void refusesAFile()
    {
        write(at("csv"), "mine");
        VERIFY_ERROR(ExportTarget::open(at("csv"), true), ErrorCode::Usage, "is not a folder");
        VERIFY_ERROR(ExportTarget::open(at("csv/below"), true), ErrorCode::Io, "cannot be");
        QCOMPARE(contentOf(path("csv")), QByteArray("mine"));
    }

    void nameMayEndInASlash()
    {
        publish("csv/", {"one.csv"}, false);
        publish("csv/", {"two.csv"}, false);
        QCOMPARE(names("."), QStringList("csv"));
    }

  private:
    [[nodiscard]] QString path(const QString& name) const { return m_folder->filePath(name); }
    [[nodiscard]] std::filesystem::path at(const QString& name) const { return path(name).toStdString(); }
    [[nodiscard]] bool exists(const QString& name) const { return QFile::exists(path(name)); }

    [[nodiscard]] QStringList names(const QString& folder) const
    {
        return QDir(path(folder))
            .entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot, QDir::Name);
    }

    static void write(const std::filesystem::path& path, const QByteArray& content)
    {
        QVERIFY(test::putFile(QString::fromStdString(path.string()), content));
    }

    void publish(const QString& name, const QStringList& files, bool force) const
    {
        auto target = ExportTarget::open(at(name), force);
        VERIFY_OK(target);
        for (const QString& file : files) {
            write(target->work() / file.toStdString(), "content");
        }
        VERIFY_OK(target->publish());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(tst_ExportTarget)

#include "tst_ExportTarget.moc"
