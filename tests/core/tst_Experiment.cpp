#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <normscope/experiment/Experiment.h>
#include <normscope/experiment/ListText.h>
#include <normscope/experiment/RunFolder.h>

#include "../support/Expect.h"

using namespace normscope;

namespace
{

QStringList namesOf(const Experiment& experiment)
{
    QStringList names;
    for (const ExperimentCase& one : experiment.cases) {
        names << QString::fromStdString(one.name);
    }
    return names;
}

Experiment ofRates()
{
    return experimentOf(ExperimentConfig{}, {{"lr", {"0.1", "1e-2"}}}).value();
}

Experiment ofModels()
{
    return assignmentExperiment([](ExperimentSpec& spec) {
               spec.dataset = "mnist";
               return Status();
           })
        .value();
}

/// experiment.json of the assignment with a change.
Json changed(const std::function<void(Json&)>& change)
{
    Json json = toJson(ofModels());
    change(json);
    return json;
}

}  // namespace

/// Experiments as plans of cases, and their experiment.json.
class tst_Experiment : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    /// In the order of the lists and of the values, the last list changing fastest; numbers in their shortest form.
    void everyCombinationIsACase()
    {
        const auto six =
            experimentOf(ExperimentConfig{}, {{"lr", {"0.10", "1e-2", "5"}}, {"weight_decay", {"0", "0.0001"}}});
        VERIFY_OK(six);
        QCOMPARE(six->varies, (std::vector<std::string>{"lr", "weight_decay"}));
        QCOMPARE(namesOf(*six),
                 QStringList({"lr-0.1_weight-decay-0", "lr-0.1_weight-decay-1e-04", "lr-0.01_weight-decay-0",
                              "lr-0.01_weight-decay-1e-04", "lr-5_weight-decay-0", "lr-5_weight-decay-1e-04"}));
        QCOMPARE(six->cases[5].spec.training.sgd.lr, 5.0);
        QCOMPARE(six->cases[5].spec.training.sgd.weightDecay, 1e-4);
        QCOMPARE(six->cases[5].values.at("lr"), std::string("5"));
        QCOMPARE(runCount(*six), std::int64_t{12});
        QCOMPARE(threadsOf(*six), 1);
        const auto other = experimentOf(ExperimentConfig{}, {{"lr", {"0.1", "0.2"}}, {"batch_size", {"50", "60"}}});
        VERIFY_OK(other);
        const QStringList names{"lr-0.1_batch-size-50", "lr-0.1_batch-size-60", "lr-0.2_batch-size-50",
                                "lr-0.2_batch-size-60"};
        QCOMPARE(namesOf(*other), names);
        // experiment.json keeps the order of the lists.
        const auto read = experimentFromJson(toJson(*other), ExperimentSpec{}, "experiment.json");
        VERIFY_OK(read);
        QCOMPARE(namesOf(*read), names);
    }

    /// One value is one case, without a folder of its own.
    void onlyCase()
    {
        const auto one = experimentOf(ExperimentConfig{}, {{"lr", {"0.2"}}});
        VERIFY_OK(one);
        QVERIFY(!one->hasSeveralCases());
        QVERIFY(one->varies.empty());
        COMPARE_TEXT(one->cases.front().name, "");
        QCOMPARE(one->cases.front().spec.training.sgd.lr, 0.2);
        COMPARE_TEXT(caseFolder("runs/a", "").string(), "runs/a");
        QVERIFY(toJson(*one) == toJson(one->cases.front().spec, DataFacts{}));
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
        for (int i = 1; i <= 50'001; ++i) {
            many << QString::number(i);
        }
        QTest::newRow("too many values") << many << "--lr: the lists make more than 100000 runs";
    }

    void refusesLists()
    {
        QFETCH(const QStringList, values);
        QFETCH(const QString, mentioned);
        ValueList list{"lr", {}};
        for (const QString& value : values) {
            list.values.push_back(value.toStdString());
        }
        VERIFY_ERROR(experimentOf(ExperimentConfig{}, {list}), ErrorCode::Usage, mentioned);
    }

    void tooManyCombinations()
    {
        std::vector<ValueList> lists{{"lr", {}}, {"momentum", {}}};
        for (int i = 1; i <= 50'000; ++i) {
            lists[0].values.push_back(std::to_string(i));
            lists[1].values.push_back(std::to_string(i));
        }
        VERIFY_ERROR(experimentOf(ExperimentConfig{}, lists), ErrorCode::Usage,
                     "--momentum: the lists make more than 100000");
        lists[0].values.resize(2'000);
        lists[1].values.resize(26);
        VERIFY_ERROR(experimentOf(ExperimentConfig{}, lists), ErrorCode::Usage,
                     "--momentum: the lists make more than 100000");
        lists[1].values.resize(25);
        const auto most = experimentOf(ExperimentConfig{}, lists);
        VERIFY_OK(most);
        QCOMPARE(most->cases.size(), std::size_t{50'000});
    }

    void listsOfAConfiguration()
    {
        Json json{{"lr", {0.1, "0.2", {1}}}, {"momentum", 0.5}, {"batch_size", Json::array()}, {"hidden", {8, 8}}};
        const auto lists = takeLists(json);
        QCOMPARE(lists.size(), std::size_t{2});
        COMPARE_TEXT(lists[1].key, "batch_size");
        QVERIFY(lists[1].values.empty());
        COMPARE_TEXT(lists[0].key, "lr");
        QCOMPARE(lists[0].values, (std::vector<std::string>{"0.1", "0.2", "[1]"}));
        COMPARE_TEXT(jsonText(json), R"({"momentum":0.5,"hidden":[8,8]})");
    }

    /// Settings of one number or one word, but those that are of the whole or name something.
    void listKeys()
    {
        std::vector<std::string> keys;
        for (const Setting& setting : settings()) {
            if (takesList(setting.key)) {
                keys.push_back(setting.key);
            }
        }
        const std::vector<std::string> expected{
            "model",       "bn_momentum",  "bn_eps",          "limit",       "validation",   "per_class",
            "label_noise", "test_at",      "augment",         "epochs",      "batch_size",   "lr",
            "momentum",    "weight_decay", "weight_decay_on", "lr_schedule", "lr_step_size", "lr_gamma"};
        QCOMPARE(keys, expected);
    }

    /// Models by their word alone, each with its own options.
    void modelsAsValues()
    {
        ExperimentConfig base;
        base.spec.hidden = {32};
        base.spec.channels = {4};
        const auto four = experimentOf(base, {{"model", {"mlp", "cnn"}}, {"lr", {"0.1", "0.2"}}});
        VERIFY_OK(four);
        QCOMPARE(namesOf(*four), QStringList({"mlp_lr-0.1", "mlp_lr-0.2", "cnn_lr-0.1", "cnn_lr-0.2"}));
        const Json json = toJson(*four);
        QVERIFY(json["model"] == Json({"mlp", "cnn"}));
        QVERIFY(json["hidden"] == Json({32}) && json["channels"] == Json({4}));
        QVERIFY(!json.contains("blocks"));
        const auto read = experimentFromJson(json, ExperimentSpec{}, "experiment.json");
        VERIFY_OK(read);
        QVERIFY(read->cases[3].spec.channels == std::vector<std::int64_t>{4});
        QVERIFY(toJson(*read) == json);
    }

    /// The longest combination is cut, and still tells its cases apart.
    void longNames()
    {
        std::vector<ValueList> lists;
        for (const char* key : {"bn_momentum", "bn_eps", "lr", "momentum", "weight_decay", "lr_gamma"}) {
            lists.push_back({key, {"0.12345678901234567"}});
        }
        lists.back().values.push_back("0.2");
        const auto two = experimentOf(ExperimentConfig{}, lists);
        VERIFY_OK(two);
        QCOMPARE(namesOf(*two),
                 QStringList({"bn-momentum-0.12345678901234566_bn-eps-0.12345678901234566_lr-0.12345678901234566_"
                              "momentum_1",
                              "bn-momentum-0.12345678901234566_bn-eps-0.12345678901234566_lr-0.12345678901234566_"
                              "momentum_2"}));
    }

    /// Lists that are one value are no numbers with separators either.
    void separatorsInOneList()
    {
        for (const auto& [key, text, sentence] :
             {std::tuple("hidden", "1,024",
                         "'1,024' may have thousands separators: write 1024 without them, or 1,24 for a list"),
              std::tuple("channels", "016,32",
                         "'016,32' has a number that begins with a needless zero: write 16,32 for a list, or one "
                         "number without a comma"),
              std::tuple("seeds", "1,000",
                         "'1,000' may have thousands separators: write 1000 without them, or 1,0 for a list")}) {
            ExperimentSpec spec;
            COMPARE_ERROR(findSetting(key)->parse(spec, text), ErrorCode::Usage, sentence);
        }
        ExperimentSpec spec;
        VERIFY_OK(findSetting("hidden")->parse(spec, "1000,100"));
        VERIFY_OK(findSetting("seeds")->parse(spec, "0,10,20..30"));
    }

    void likelyNumbers()
    {
        COMPARE_TEXT(likelyNumber(*findSetting("lr"), "0,1"), "0.1");
        COMPARE_TEXT(likelyNumber(*findSetting("lr"), "0.1,0.2"), "");
        COMPARE_TEXT(likelyNumber(*findSetting("limit"), "10,500"), "10500");
        COMPARE_TEXT(likelyNumber(*findSetting("limit"), "10,50"), "");
        COMPARE_TEXT(likelyNumber(*findSetting("model"), "mlp,cnn"), "");
    }

    void decimalCommas_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("sentence");  // empty: a list
        QTest::newRow("list") << "lr"
                              << "0.1,0.01"
                              << "";
        QTest::newRow("zero") << "momentum"
                              << "0,0.9"
                              << "";
        QTest::newRow("three whole") << "lr"
                                     << "1,2,3"
                                     << "";
        QTest::newRow("exponent") << "lr"
                                  << "1e-1, 1"
                                  << "";
        QTest::newRow("whole numbers of a whole setting") << "batch_size"
                                                          << "16,32"
                                                          << "";
        QTest::newRow("whole numbers with a zero") << "limit"
                                                   << "0,100"
                                                   << "";
        QTest::newRow("thousands") << "limit"
                                   << "10,000"
                                   << "'10,000' may have thousands separators: write 10000 without them, or 10,0 for "
                                      "a list";
        QTest::newRow("thousands that begin with a zero")
            << "batch_size"
            << "16,032"
            << "'16,032' may have thousands separators: write 16032 without them, or 16,32 for a list";
        QTest::newRow("millions")
            << "validation"
            << "1,000,000"
            << "'1,000,000' may have thousands separators: write 1000000 without them, or 1,0,0 for a list";
        QTest::newRow("needless zero of a whole number")
            << "epochs"
            << "05,10"
            << "'05,10' has a number that begins with a needless zero: write 5,10 for a list, or one number without a "
               "comma";
        QTest::newRow("two whole") << "momentum"
                                   << "0,9"
                                   << "'0,9' may have a decimal comma: write 0.9 with a point, or 0.0,9.0 for a list";
        QTest::newRow("needless zero")
            << "lr"
            << "0,05"
            << "'0,05' may have a decimal comma: write 0.05 with a point, or 0.0,5.0 for a list";
        QTest::newRow("several zeros")
            << "momentum"
            << "00,9"
            << "'00,9' may have a decimal comma: write 0.9 with a point, or 0.0,9.0 for a list";
        QTest::newRow("two numbers")
            << "lr"
            << "0,1,0,0005"
            << "'0,1,0,0005' may have a decimal comma: write 0.1,0.0005 with a point, or 0.0,1.0,0.0,5.0 for a list";
        QTest::newRow("beside a point") << "lr"
                                        << "0.1,00.1"
                                        << "'0.1,00.1' may have a decimal comma: write 0.1,0.1 for a list, or a point "
                                           "in place of the comma";
    }

    void decimalCommas()
    {
        QFETCH(QString, key);
        QFETCH(QString, text);
        QFETCH(QString, sentence);
        const auto list = listFromText(*findSetting(key.toStdString()), text.toStdString());
        if (sentence.isEmpty()) {
            VERIFY_OK(list);
            QCOMPARE(list->values.size(), static_cast<std::size_t>(text.count(',') + 1));
        } else {
            COMPARE_ERROR(list, ErrorCode::Usage, sentence);
        }
    }

    /// A text in a file's list is read as strictly as one on the line.
    void needlessZerosInJson()
    {
        for (const char* text : {R"({"momentum": ["05", 1]})", R"({"lr": ["0.1", "00.2"]})", R"({"epochs": ["05", 1]})",
                                 R"({"limit": [10, "000"]})"}) {
            VERIFY_ERROR(experimentFromJson(Json::parse(text), ExperimentSpec{}, "x.json"), ErrorCode::Usage,
                         "has a number that begins with a needless zero");
        }
        VERIFY_OK(experimentFromJson(Json::parse(R"({"momentum": [0, 0.9], "epochs": ["5", 1]})"), ExperimentSpec{},
                                     "x.json"));
    }

    void listsInJson()
    {
        Experiment two = ofRates();
        for (ExperimentCase& one : two.cases) {
            one.facts.datasetSha256 = "ab";
        }
        const Json json = toJson(two);
        QVERIFY(json["lr"] == Json({0.1, 0.01}));
        QVERIFY(!namesCases(json));
        QVERIFY(json["dataset_sha256"] == "ab");
        QVERIFY(json["batch_size"] == 100);
        const auto read = experimentFromJson(json, ExperimentSpec{}, "experiment.json");
        VERIFY_OK(read);
        QCOMPARE(read->varies, two.varies);
        QCOMPARE(namesOf(*read), namesOf(two));
        QCOMPARE(read->cases[1].values, two.cases[1].values);
        COMPARE_TEXT(read->cases[1].facts.datasetSha256, "ab");
        QVERIFY(toJson(*read) == json);
    }

    /// What no lists say: each case has its own settings beside those of all.
    void casesInJson()
    {
        const Experiment models = ofModels();
        const Json json = toJson(models);
        QVERIFY(namesCases(json));
        QVERIFY(json["dataset"] == "mnist");
        QVERIFY(!json.contains("model") && !json.contains("epochs") && !json.contains("hidden"));
        COMPARE_TEXT(jsonText(json["cases"]),
                     R"([{"name":"mlp","model":"mlp","hidden":[256,128],"epochs":5,"lr_schedule":"constant"},)"
                     R"({"name":"cnn","model":"cnn","channels":[16,32],"epochs":5,"lr_schedule":"constant"},)"
                     R"({"name":"resnet","model":"resnet","blocks":[1,1,1],"widths":[16,32,64],"epochs":3,)"
                     R"("lr_schedule":"one-cycle"}])");
        const auto read = experimentFromJson(json, ExperimentSpec{}, "experiment.json");
        VERIFY_OK(read);
        QVERIFY(read->varies.empty());
        QCOMPARE(namesOf(*read), QStringList({"mlp", "cnn", "resnet"}));
        QVERIFY(read->cases[2].spec.training.lrPolicy == LrPolicy::OneCycle);
        QVERIFY(toJson(*read) == json);
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
            "unknown key of a case", [](Json& json) { json["cases"][1]["speed"] = 1; },
            "case \"cnn\": unknown key \"speed\"");
        row(
            "another format", [](Json& json) { json["format_version"] = 3; }, "\"format_version\" is 3");
        row(
            "another command", [](Json& json) { json["command"] = "train"; }, "\"command\" is \"train\"");
        row(
            "no cases", [](Json& json) { json["cases"] = Json::array(); }, "\"cases\" needs a list");
        row(
            "more cases than anybody trains",
            [](Json& json) {
                for (int i = 0; i < 100'000; ++i) {
                    json["cases"].push_back({{"name", "x"}});
                }
            },
            "at most 100000");
        row(
            "more runs than anybody trains",
            [](Json& json) {
                json.erase("seed");
                json["seeds"] = "1..1000";
                for (int i = 0; i < 100; ++i) {
                    json["cases"].push_back({{"name", std::to_string(i)}});
                }
            },
            "more than 100000 runs");
        row(
            "cases no list", [](Json& json) { json["cases"] = 3; }, "\"cases\" needs a list");
        row(
            "case without name", [](Json& json) { json["cases"][0].erase("name"); }, "\"name\"");
        for (const char* name : {"..", "a/b", "/tmp", "", "figures", "seed-1"}) {
            row(
                *name == '\0' ? "no name at all" : name, [=](Json& json) { json["cases"][0]["name"] = name; },
                "a case's name is");
        }
        row(
            "too long a name", [](Json& json) { json["cases"][0]["name"] = std::string(101, 'a'); },
            "a case's name is");
        row(
            "one name twice", [](Json& json) { json["cases"][1]["name"] = "mlp"; }, "has the case \"mlp\" twice");
        row(
            "threads of its own", [](Json& json) { json["cases"][0]["threads"] = 2; },
            "the case \"mlp\" has \"threads\", which all cases share");
        row(
            "value out of range", [](Json& json) { json["cases"][0]["lr"] = -1; }, "case \"mlp\": \"lr\"");
        row(
            "a list",
            [](Json& json) {
                json["lr"] = {0.1, 0.2};
            },
            "\"lr\": got '0.1,0.2'");
    }

    void refusesJson()
    {
        QFETCH(const Json, json);
        QFETCH(const QString, mentioned);
        VERIFY_ERROR(experimentFromJson(json, ExperimentSpec{}, "experiment.json"), ErrorCode::Usage, mentioned);
    }

    /// Each case has the network in its memory.
    void largeNetworksInManyCases()
    {
        ExperimentSpec base;
        graph::Graph large{{1, 4, 4}, {}};
        constexpr int kNodes = 9'000;
        for (int i = 0; i < kNodes; ++i) {
            large.nodes.push_back({"relu" + std::to_string(i), graph::Activation{}, {}});
        }
        base.network = large;
        ValueList rates{"lr", {}};
        for (int i = 1; i <= 300; ++i) {
            rates.values.push_back("0." + std::to_string(1'000 + i));
        }
        VERIFY_ERROR(experimentOf({base, {}}, {rates}), ErrorCode::Usage, "too many for a network of 9000 nodes");
        rates.values.resize(2);
        VERIFY_OK(experimentOf({base, {}}, {rates}));
    }

    void casesAreForTwins()
    {
        ExperimentSpec train;
        train.kind = ExperimentKind::Train;
        VERIFY_ERROR(experimentFromJson(Json{{"cases", Json::array()}}, train, "experiment.json"), ErrorCode::Usage,
                     "\"cases\", which are for twin");
    }

    void everyTruncationIsRefused()
    {
        const QTemporaryDir folder;
        const std::filesystem::path place = folder.filePath("s").toStdString();
        VERIFY_OK(createExperiment(place, false, ofModels(), {}));
        QFile file(folder.filePath("s/experiment.json"));
        QVERIFY(file.open(QIODevice::ReadWrite));
        // Without the end of its last line it is whole.
        for (qint64 size = file.size() - 2; size >= 0; --size) {
            QVERIFY(file.resize(size));
            VERIFY_ERROR(readExperiment(place), ErrorCode::Data, "experiment.json: ");
        }
    }

    void linksAreNotFollowed()
    {
        const QTemporaryDir folder;
        const std::filesystem::path place = folder.filePath("s").toStdString();
        VERIFY_OK(createExperiment(place, false, ofRates(), {}));
        QVERIFY(QDir().mkpath(folder.filePath("elsewhere")));
        QVERIFY(QFile::link(folder.filePath("elsewhere"), folder.filePath("s/lr-0.1")));
        VERIFY_ERROR(readExperiment(place), ErrorCode::Data, "lr-0.1: is a link, which is not followed");

        QVERIFY(QFile::rename(folder.filePath("s/experiment.json"), folder.filePath("elsewhere/experiment.json")));
        QVERIFY(QFile::link(folder.filePath("elsewhere/experiment.json"), folder.filePath("s/experiment.json")));
        VERIFY_ERROR(readExperiment(place), ErrorCode::Data, "experiment.json: is a link, which is not followed");
    }

    void assignment()
    {
        const Experiment models = ofModels();
        QCOMPARE(namesOf(models), QStringList({"mlp", "cnn", "resnet"}));
        QVERIFY(models.varies.empty());
        QVERIFY(models.cases[0].spec.family == ModelFamily::Mlp);
        QVERIFY(models.cases[1].spec.family == ModelFamily::Cnn);
        QVERIFY(models.cases[2].spec.family == ModelFamily::ResNet);
        QVERIFY(models.cases[2].spec.training.lrPolicy == LrPolicy::OneCycle);
        QCOMPARE(models.cases[1].spec.dataset, std::string("mnist"));
        const auto sameModel = assignmentExperiment([](ExperimentSpec& spec) {
            spec.family = ModelFamily::Cnn;
            return Status();
        });
        VERIFY_ERROR(sameModel, ErrorCode::Usage, "leave --model out");
    }

    void defaultFolders()
    {
        qputenv("NORMSCOPE_RUNS", "/nowhere");
        COMPARE_TEXT(defaultFolderFor(ofRates()).string(), "/nowhere/twin-mlp-builtin-lr");
        COMPARE_TEXT(defaultFolderFor(ofModels()).string(), "/nowhere/twin-mlp-cnn-resnet-mnist");
        COMPARE_TEXT(defaultFolderFor(experimentOf(ExperimentSpec{})).string(), "/nowhere/twin-mlp-builtin");
    }
};

QTEST_GUILESS_MAIN(tst_Experiment)
#include "tst_Experiment.moc"
