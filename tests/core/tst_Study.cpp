#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <normscope/experiment/ExperimentConfig.h>
#include <normscope/experiment/Study.h>

#include "../support/Expect.h"

using namespace normscope;

namespace
{

QStringList namesOf(const Study& study)
{
    QStringList names;
    for (const StudyMember& member : study.members) {
        names << QString::fromStdString(member.name);
    }
    return names;
}

Study lrStudy()
{
    return makeStudy(ExperimentSpec{}, {{"lr", {"0.1", "1e-2"}}}).value();
}

/// study.json of a valid study with a change.
Json changed(const std::function<void(Json&)>& change)
{
    Json json = toJson(lrStudy());
    change(json);
    return json;
}

}  // namespace

class tst_Study : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    /// In the order of the settings and of the values, numbers in their shortest form.
    void everyCombinationIsAMember()
    {
        const auto study =
            makeStudy(ExperimentSpec{}, {{"weight_decay", {"0", "0.0001"}}, {"lr", {"0.10", "1e-2", "5"}}});
        VERIFY_OK(study);
        QCOMPARE(study->varies, (std::vector<std::string>{"lr", "weight_decay"}));
        QCOMPARE(namesOf(*study),
                 QStringList({"lr-0.1-weight-decay-0", "lr-0.1-weight-decay-1e-04", "lr-0.01-weight-decay-0",
                              "lr-0.01-weight-decay-1e-04", "lr-5-weight-decay-0", "lr-5-weight-decay-1e-04"}));
        QCOMPARE(study->members[5].spec.training.sgd.lr, 5.0);
        QCOMPARE(study->members[5].spec.training.sgd.weightDecay, 1e-4);
        QCOMPARE(study->members[5].values.at("lr"), std::string("5"));
    }

    void refusesLists_data()
    {
        QTest::addColumn<QStringList>("values");
        QTest::addColumn<QString>("mentioned");
        QTest::newRow("twice") << QStringList{"0.1", "0.2", "1e-1"} << "--lr: the list has 0.1 twice";
        QTest::newRow("empty item") << QStringList{"0.1", ""} << "--lr: got ''";
        QTest::newRow("no number") << QStringList{"0.1", "fast"} << "fast";
        QTest::newRow("out of range") << QStringList{"0.1", "-1"} << "-1";
        QTest::newRow("no value") << QStringList{} << "--lr: the list is empty";
        QStringList many;
        for (int i = 1; i <= 1'001; ++i) {
            many << QString::number(i);
        }
        QTest::newRow("too many values") << many << "--lr: the lists make more than 1000 experiments";
    }

    void refusesLists()
    {
        QFETCH(const QStringList, values);
        QFETCH(const QString, mentioned);
        ValueList list{"lr", {}};
        for (const QString& value : values) {
            list.values.push_back(value.toStdString());
        }
        VERIFY_ERROR(makeStudy(ExperimentSpec{}, {list}), ErrorCode::Usage, mentioned);
    }

    void tooManyCombinations()
    {
        std::vector<ValueList> lists{{"lr", {}}, {"momentum", {}}};
        for (int i = 1; i <= 50'000; ++i) {
            lists[0].values.push_back(std::to_string(i));
            lists[1].values.push_back(std::to_string(i));
        }
        VERIFY_ERROR(makeStudy(ExperimentSpec{}, lists), ErrorCode::Usage, "--lr: the lists make more than 1000");
        lists[0].values.resize(40);
        lists[1].values.resize(26);
        VERIFY_ERROR(makeStudy(ExperimentSpec{}, lists), ErrorCode::Usage, "--momentum: the lists make more than 1000");
        lists[1].values.resize(25);
        const auto study = makeStudy(ExperimentSpec{}, lists);
        VERIFY_OK(study);
        QCOMPARE(study->members.size(), std::size_t{1'000});
    }

    void listsOfAConfiguration()
    {
        Json json{{"lr", {0.1, "0.2", {1}}}, {"momentum", 0.5}, {"batch_size", Json::array()}, {"hidden", {8, 8}}};
        const auto lists = takeLists(json);
        QCOMPARE(lists.size(), std::size_t{2});
        COMPARE_TEXT(lists[0].key, "lr");
        QCOMPARE(lists[0].values, (std::vector<std::string>{"0.1", "0.2", "[1]"}));
        COMPARE_TEXT(lists[1].key, "batch_size");
        QVERIFY(lists[1].values.empty());
        COMPARE_TEXT(jsonText(json), R"({"momentum":0.5,"hidden":[8,8]})");
    }

    void listKeys()
    {
        for (const char* key : {"lr", "momentum", "weight_decay", "batch_size"}) {
            QVERIFY(takesList(key));
        }
        QVERIFY(!takesList("epochs"));
        QVERIFY(!takesList("hidden"));
    }

    void comesBackFromJson()
    {
        Study study = lrStudy();
        study.members[1].spec.dataset = "mnist";
        const auto read = studyFromJson(toJson(study), "study.json");
        VERIFY_OK(read);
        QCOMPARE(read->varies, study.varies);
        QCOMPARE(namesOf(*read), namesOf(study));
        QVERIFY(toJson(*read) == toJson(study));
        QCOMPARE(read->members[1].values, study.members[1].values);
        QVERIFY(isStudy(toJson(study)));
        QVERIFY(!isStudy(toJson(ExperimentSpec{}, DataFacts{})));
    }

    void refusesJson_data()
    {
        QTest::addColumn<Json>("json");
        QTest::addColumn<QString>("mentioned");
        const auto row = [](const char* name, const std::function<void(Json&)>& change, const char* mentioned) {
            QTest::newRow(name) << changed(change) << QString(mentioned);
        };
        row(
            "unknown key", [](Json& json) { json["speed"] = 1; }, "unknown key \"speed\"");
        row(
            "unknown key of a member", [](Json& json) { json["members"][0]["speed"] = 1; }, "unknown key \"speed\"");
        row(
            "another format", [](Json& json) { json["format_version"] = 3; }, "format_version 3");
        row(
            "another command", [](Json& json) { json["command"] = "train"; }, "\"train\"");
        row(
            "varies something else", [](Json& json) { json["varies"] = {"epochs"}; }, "\"varies\"");
        row(
            "varies no list", [](Json& json) { json["varies"] = "lr"; }, "\"varies\"");
        row(
            "no members", [](Json& json) { json["members"] = Json::array(); }, "\"members\"");
        row(
            "more members than anybody trains",
            [](Json& json) {
                const Json member = json["members"][0];
                for (int i = 0; i < 1'000; ++i) {
                    json["members"].push_back(member);
                }
            },
            "at most 1000");
        row(
            "members no list", [](Json& json) { json["members"] = 3; }, "\"members\"");
        row(
            "member without name", [](Json& json) { json["members"][0].erase("name"); }, "\"name\"");
        row(
            "a way out", [](Json& json) { json["members"][0]["name"] = ".."; }, "name");
        row(
            "a path", [](Json& json) { json["members"][0]["name"] = "a/b"; }, "name");
        row(
            "an absolute path", [](Json& json) { json["members"][0]["name"] = "/tmp"; }, "name");
        row(
            "no name at all", [](Json& json) { json["members"][0]["name"] = ""; }, "name");
        row(
            "one name twice", [](Json& json) { json["members"][1]["name"] = json["members"][0]["name"]; }, "twice");
        row(
            "unknown setting", [](Json& json) { json["members"][0]["settings"]["speed"] = 1; }, "speed");
        row(
            "value out of range", [](Json& json) { json["members"][0]["settings"]["lr"] = -1; }, "lr");
    }

    void refusesJson()
    {
        QFETCH(const Json, json);
        QFETCH(const QString, mentioned);
        VERIFY_ERROR(studyFromJson(json, "study.json"), ErrorCode::Usage, mentioned);
    }

    void folderOfAStudy()
    {
        const QTemporaryDir folder;
        const std::filesystem::path place = folder.filePath("s").toStdString();
        VERIFY_ERROR(readStudy(place), ErrorCode::Usage, "holds no study");
        VERIFY_OK(createStudy(place, false, lrStudy()));
        const auto stored = readStudy(place);
        VERIFY_OK(stored);
        QVERIFY(stored->members.empty());
        QCOMPARE(stored->problems.size(), std::size_t{2});
        QVERIFY(QString::fromStdString(stored->problems[0]).contains("lr-0.1: was not begun"));
        // It is kept like an experiment.
        VERIFY_ERROR(createStudy(place, false, lrStudy()), ErrorCode::Usage, "--force");
        VERIFY_OK(createStudy(place, true, lrStudy()));
        QVERIFY(QDir(folder.path()).exists("s.old/"));
    }

    void everyTruncationIsRefused()
    {
        const QTemporaryDir folder;
        const std::filesystem::path place = folder.filePath("s").toStdString();
        VERIFY_OK(createStudy(place, false, lrStudy()));
        QFile file(folder.filePath("s/study.json"));
        QVERIFY(file.open(QIODevice::ReadWrite));
        // Without the end of its last line it is whole.
        for (qint64 size = file.size() - 2; size >= 0; --size) {
            QVERIFY(file.resize(size));
            VERIFY_ERROR(readStudy(place), ErrorCode::Data, "study.json: ");
        }
    }

    void linksAreNotFollowed()
    {
        const QTemporaryDir folder;
        const std::filesystem::path place = folder.filePath("s").toStdString();
        VERIFY_OK(createStudy(place, false, lrStudy()));
        QVERIFY(QDir().mkpath(folder.filePath("elsewhere")));
        QFile settings(folder.filePath("elsewhere/experiment.json"));
        QVERIFY(settings.open(QIODevice::WriteOnly) && settings.write("{}") == 2);
        QVERIFY(QFile::link(folder.filePath("elsewhere"), folder.filePath("s/lr-0.1")));
        const auto stored = readStudy(place);
        VERIFY_OK(stored);
        QVERIFY(stored->members.empty());
        QVERIFY(QString::fromStdString(stored->problems.at(0)).endsWith("lr-0.1: is a link, which is not followed"));

        QVERIFY(QFile::rename(folder.filePath("s/study.json"), folder.filePath("elsewhere/study.json")));
        QVERIFY(QFile::link(folder.filePath("elsewhere/study.json"), folder.filePath("s/study.json")));
        VERIFY_ERROR(readStudy(place), ErrorCode::Data, "study.json: is a link, which is not followed");
    }

    void assignment()
    {
        const auto study = assignmentStudy([](ExperimentSpec& spec) {
            spec.dataset = "mnist";
            return Status();
        });
        VERIFY_OK(study);
        QCOMPARE(namesOf(*study), QStringList({"mlp", "cnn", "resnet"}));
        QVERIFY(study->varies.empty());
        QVERIFY(study->members[0].spec.family == ModelFamily::Mlp);
        QVERIFY(study->members[1].spec.family == ModelFamily::Cnn);
        QVERIFY(study->members[2].spec.family == ModelFamily::ResNet);
        QVERIFY(study->members[2].spec.training.lrPolicy == LrPolicy::OneCycle);
        QCOMPARE(study->members[1].spec.dataset, std::string("mnist"));
        const auto sameModel = assignmentStudy([](ExperimentSpec& spec) {
            spec.family = ModelFamily::Cnn;
            return Status();
        });
        VERIFY_ERROR(sameModel, ErrorCode::Usage, "leave --model out");
    }
};

QTEST_GUILESS_MAIN(tst_Study)
#include "tst_Study.moc"
