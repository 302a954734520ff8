#include <QDir>
#include <QTemporaryDir>
#include <QTest>
#include <filesystem>
#include <memory>
#include <string>

#include <normscope/experiment/HandEdits.h>

#include "../support/Expect.h"
#include "../support/RunFiles.h"

using namespace normscope;
using namespace normscope::test;

namespace
{

constexpr CommentMarks kHtml{"<!-- ", " -->"};

}  // namespace

/// What somebody has written into a text of the program's is not lost when it is made anew.
class tst_HandEdits : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void endsInItsOwnDigest()
    {
        QCOMPARE(sealed("abc", {"% ", ""}),
                 std::string("abc\n% Written by Normscope, SHA-256 "
                             "edeaaff3f1774ad2888673770c6d64097e391bc362d7d6fb34982ddf0efd18cb\n"));  // sha256sum
    }

    /// Git and editors change the ends of lines, and put a mark before the first: nobody's own words.
    void savedByAnEditor()
    {
        const QByteArray written = QByteArray::fromStdString(sealed("one\ntwo\n", kHtml));
        for (const QByteArray& text : {QByteArray(written).replace("\n", "\r\n"), "\xef\xbb\xbf" + written,
                                       "\xef\xbb\xbf" + QByteArray(written).replace("\n", "\r\n")}) {
            QVERIFY(putFile(path(), text));
            VERIFY_OK(keepHandEdits(path().toStdString(), kHtml));
            QVERIFY(!QFile::exists(path() + ".old"));
        }
    }

    void asWritten_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("lines") << QByteArray("one\ntwo\n");
        QTest::newRow("no end of line") << QByteArray("one");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("sealed twice") << QByteArray::fromStdString(sealed("one\n", kHtml));
    }

    void asWritten()
    {
        QFETCH(const QByteArray, text);
        QVERIFY(putFile(path(), QByteArray::fromStdString(sealed(text.toStdString(), kHtml))));
        VERIFY_OK(keepHandEdits(file(), kHtml));
        QCOMPARE(names(), QStringList("report.html"));
    }

    void changed_data()
    {
        QTest::addColumn<QByteArray>("content");
        const auto written = QByteArray::fromStdString(sealed("one\ntwo\n", kHtml));
        QTest::newRow("a word") << QByteArray(written).replace("two", "2");
        QTest::newRow("a line more at the end") << written + "three\n";
        QTest::newRow("the seal") << QByteArray(written).replace("SHA-256 ", "SHA-256 0");
        QTest::newRow("another format's") << QByteArray::fromStdString(sealed("one\n", {"% ", ""}));
        QTest::newRow("somebody's own") << QByteArray("mine");
        QTest::newRow("empty") << QByteArray();
    }

    void changed()
    {
        QFETCH(const QByteArray, content);
        for (const char* aside : {"report.html.old", "report.html.old-2"}) {
            QVERIFY(putFile(path(), content));
            VERIFY_OK(keepHandEdits(file(), kHtml));
            QVERIFY(!QFile::exists(path()));
            QCOMPARE(contentOf(m_folder->filePath(aside)), content);
        }
    }

    void nothingToKeep()
    {
        VERIFY_OK(keepHandEdits(file(), kHtml));
        QVERIFY(QFile::link("/nowhere", path()));  // whoever writes decides about links
        VERIFY_OK(keepHandEdits(file(), kHtml));
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files | QDir::System), QStringList("report.html"));
    }

  private:
    [[nodiscard]] QString path() const { return m_folder->filePath("report.html"); }
    [[nodiscard]] std::filesystem::path file() const { return path().toStdString(); }
    [[nodiscard]] QStringList names() const { return QDir(m_folder->path()).entryList(QDir::Files); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(tst_HandEdits)
#include "tst_HandEdits.moc"
