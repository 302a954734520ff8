#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>
#include <memory>
#include <string>

#include <sys/stat.h>

#include <normscope/base/FolderLock.h>
#include <normscope/experiment/About.h>

#include "../support/Expect.h"
#include "../support/RunFiles.h"

using namespace normscope;
using normscope::test::contentOf;
using normscope::test::jsonIn;

namespace
{

const About kAbout{"Größer ist besser", "two\nlines", "BN wins", {"week 3", "lr"}, true};

}  // namespace

class tst_About : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }

    void nothing()
    {
        const auto about = readAbout(folder());
        VERIFY_OK(about);
        QVERIFY(about->isEmpty());
        VERIFY_OK(writeAbout(folder(), kAbout, {}));
        QCOMPARE(files(), QStringList());
    }

    void roundTrip()
    {
        VERIFY_OK(writeAbout(folder(), {}, kAbout));
        QCOMPARE(files(), QStringList{"about.json"});
        const auto about = readAbout(folder());
        VERIFY_OK(about);
        QVERIFY(*about == kAbout);
        const QJsonObject json = jsonIn(file());
        QCOMPARE(json.keys(), QStringList({"hypothesis", "notes", "starred", "tags", "title"}));
        QCOMPARE(json["tags"].toArray().at(0).toString(), QString("week 3"));
        QCOMPARE(json["starred"].toBool(), true);
    }

    void emptyOneTakesTheFileAway()
    {
        VERIFY_OK(writeAbout(folder(), {}, kAbout));
        VERIFY_OK(writeAbout(folder(), kAbout, {}));
        QCOMPARE(files(), QStringList());
    }

    /// Of two windows each writes what it has changed, whatever it knew of the rest.
    void othersWordsStay()
    {
        About notes;
        notes.notes = "an hour's work";
        VERIFY_OK(writeAbout(folder(), {}, notes));
        About star;
        star.isStarred = true;
        const auto said = writeAbout(folder(), {}, star);
        VERIFY_OK(said);
        COMPARE_TEXT(said->notes, "an hour's work");
        QVERIFY(said->isStarred);
        VERIFY_OK(writeAbout(folder(), star, {}));
        const auto read = readAbout(folder());
        VERIFY_OK(read);
        QVERIFY(*read == notes);
    }

    /// A person waits for it.
    void whileSomebodyElseWrites()
    {
        const auto lock = FolderLock::take(folder());
        VERIFY_OK(lock);
        VERIFY_ERROR(writeAbout(folder(), {}, kAbout), ErrorCode::Io, "another Normscope is writing there");
        QCOMPARE(files(), QStringList());
    }

    void whatSaysNothingIsLeftOut()
    {
        About about;
        about.isStarred = true;
        VERIFY_OK(writeAbout(folder(), {}, about));
        QCOMPARE(jsonIn(file()).keys(), QStringList{"starred"});
    }

    void unknownKeysStay()
    {
        QVERIFY(put("\xEF\xBB\xBF{\"colour\": \"red\", \"title\": \"old\", \"more\": {\"a\": [1]}}"));
        VERIFY_OK(writeAbout(folder(), {}, kAbout));
        QCOMPARE(jsonIn(file())["colour"].toString(), QString("red"));
        QCOMPARE(jsonIn(file())["more"].toObject()["a"].toArray().size(), 1);
        QCOMPARE(jsonIn(file())["title"].toString(), QString::fromStdString(kAbout.title));
        VERIFY_OK(writeAbout(folder(), kAbout, {}));
        QCOMPARE(jsonIn(file()).keys(), QStringList({"colour", "more"}));
    }

    void refused_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("said");
        QTest::newRow("no JSON") << QByteArray("my notes") << "is not valid JSON";
        QTest::newRow("empty") << QByteArray("") << "is not valid JSON";
        QTest::newRow("list") << QByteArray("[]") << "array";
        QTest::newRow("no UTF-8") << QByteArray("{\"title\": \"\xff\"}") << "is not valid JSON";
        QTest::newRow("number as title") << QByteArray(R"({"title": 5})") << R"("title" needs a text)";
        QTest::newRow("text as tags") << QByteArray(R"({"tags": "a"})") << R"("tags" needs a list of texts)";
        QTest::newRow("number as tag") << QByteArray(R"({"tags": ["a", 1]})") << R"("tags" needs a list of texts)";
        QTest::newRow("number as star") << QByteArray(R"({"starred": 1})") << R"("starred" needs true or false)";
        QTest::newRow("deep") << QByteArray("{\"a\":") + QByteArray(100'000, '[') << "nested deeper";
        QTest::newRow("huge") << QByteArray(2 << 20, ' ') << "is larger than";
    }

    /// What cannot be read is not written over, either: it may be somebody's words.
    void refused()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, said);
        QVERIFY(put(content));
        VERIFY_ERROR(readAbout(folder()), ErrorCode::Data, said);
        VERIFY_ERROR(writeAbout(folder(), {}, kAbout), ErrorCode::Data, said);
        VERIFY_ERROR(writeAbout(folder(), kAbout, {}), ErrorCode::Data, said);
        QCOMPARE(contentOf(file()), content);
        QCOMPARE(files(), QStringList{"about.json"});
    }

    void linksAreNotFollowed()
    {
        const QString other = m_folder->filePath("other.json");
        QVERIFY(test::putFile(other, "{}"));
        QVERIFY(QDir().mkpath(QString::fromStdString(folder())));
        QVERIFY(QFile::link(other, file()));
        VERIFY_ERROR(readAbout(folder()), ErrorCode::Data, "link");
        VERIFY_ERROR(writeAbout(folder(), {}, kAbout), ErrorCode::Data, "link");
        QCOMPARE(contentOf(other), QByteArray("{}"));
        QVERIFY(QFile::remove(file()));
        QVERIFY(QFile::link(m_folder->filePath("nowhere"), file()));
        VERIFY_ERROR(readAbout(folder()), ErrorCode::Data, "link");
    }

    void whatIsNoFile()
    {
        QVERIFY(QDir().mkpath(file()));
        VERIFY_ERROR(readAbout(folder()), ErrorCode::Io, "about.json");
        VERIFY_ERROR(writeAbout(folder(), {}, kAbout), ErrorCode::Io, "about.json");
        QVERIFY(QDir().rmdir(file()));
        QCOMPARE(::mkfifo(file().toLocal8Bit().constData(), 0600), 0);
        VERIFY_ERROR(readAbout(folder()), ErrorCode::Io, "pipe");
    }

    void tooMuchToBeReadAgain()
    {
        VERIFY_OK(writeAbout(folder(), {}, kAbout));
        const QByteArray before = contentOf(file());
        About about = kAbout;
        about.notes = std::string(std::size_t{2} << 20U, 'x');
        VERIFY_ERROR(writeAbout(folder(), {}, about), ErrorCode::Usage, "larger than");
        QCOMPARE(contentOf(file()), before);
    }

    /// Texts that are typed are UTF-8; what is not becomes a mark, and the file stays one of JSON.
    void bytesThatAreNoText()
    {
        About about;
        about.title = "a\xff";
        VERIFY_OK(writeAbout(folder(), {}, about));
        const auto read = readAbout(folder());
        VERIFY_OK(read);
        COMPARE_TEXT(read->title, "a\uFFFD");
    }

    void folderThatIsNotThere() { VERIFY_ERROR(writeAbout(folder() + "/none", {}, kAbout), ErrorCode::Io, "none"); }

  private:
    [[nodiscard]] std::string folder() const
    {
        (void)QDir().mkpath(m_folder->filePath("one"));
        return m_folder->filePath("one").toStdString();
    }
    [[nodiscard]] QString file() const { return m_folder->filePath("one/about.json"); }
    [[nodiscard]] bool put(const QByteArray& content) const { return test::putFile(file(), content); }
    [[nodiscard]] QStringList files() const
    {
        return QDir(m_folder->filePath("one"))
            .entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(tst_About)
#include "tst_About.moc"
