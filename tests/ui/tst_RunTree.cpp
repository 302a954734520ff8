#include <QAbstractItemModelTester>
#include <QDateTime>
#include <QFont>
#include <QLocale>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>

#include "LiveStore.h"
#include "MadeUpList.h"
#include "ui/models/RunFilter.h"

using namespace normscope;
using namespace normscope::test;
using namespace normscope::ui;

/// The tree of all runs, and how it is filtered and sorted.
class tst_RunTree : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void init();
    void cleanup();
    void newestComeFirst();
    void casesSeedsAndVariantsAreBelow();
    void isAModelAsQtWantsIt();
    void manyAreOneInsertion();
    void changesKeepTheRows();
    void rowsThatTakeAnotherShape();
    void goneOnesGo();
    void states_data();
    void states();
    void liveOnesHaveTheValuesOfNow();
    void waitingOnesAreOnTop();
    void filters();
    void sorts_data();
    void sorts();
    void saysWhatIsSaid();
    void groups_data();
    void groups();
    void groupsAreFiltered();
    void groupsFollowWhatChanges();
    void groupsAreNoExperiments();

  private:
    [[nodiscard]] QStringList folders() const;
    [[nodiscard]] QStringList foldersBelow(const QModelIndex& above) const;
    /// "MLP (2): b a"
    [[nodiscard]] QStringList shownGroups() const;
    /// Begun so many days ago, at noon.
    [[nodiscard]] static ListedExperiment begunBefore(const std::string& name, int days);
    [[nodiscard]] QString text(int row, int column) const { return m_filter->index(row, column).data().toString(); }

    std::unique_ptr<LiveStore> m_live;
    std::unique_ptr<TrainingSession> m_session;
    std::unique_ptr<RunQueue> m_queue;
    std::unique_ptr<RunTreeModel> m_model;
    std::unique_ptr<RunFilter> m_filter;
};

void tst_RunTree::init()
{
    m_live = std::make_unique<LiveStore>();
    m_session = std::make_unique<TrainingSession>();
    m_queue = std::make_unique<RunQueue>(*m_session);
    m_model = std::make_unique<RunTreeModel>(m_live->store(), *m_queue);
    m_filter = std::make_unique<RunFilter>(*m_model);
}

void tst_RunTree::cleanup()
{
    m_filter.reset();
    m_model.reset();
    m_queue.reset();
    m_session.reset();
    m_live.reset();
}

QStringList tst_RunTree::folders() const
{
    return foldersBelow({});
}

QStringList tst_RunTree::foldersBelow(const QModelIndex& above) const
{
    QStringList names;
    for (int row = 0; row < m_filter->rowCount(above); ++row) {
        const auto folder = m_model->rootOf(m_filter->mapToSource(m_filter->index(row, 0, above)));
        names.append(QString::fromStdString(folder.filename().string()));
    }
    return names;
}

QStringList tst_RunTree::shownGroups() const
{
    QStringList groups;
    for (int row = 0; row < m_filter->rowCount(); ++row) {
        const QModelIndex group = m_filter->index(row, 0);
        groups.append(group.data().toString() + ": " + foldersBelow(group).join(' '));
    }
    return groups;
}

void tst_RunTree::newestComeFirst()
{
    m_model->apply(changesOf({madeUpExperiment("b", 2), madeUpExperiment("a", 1), madeUpExperiment("c", 3)}));
    QCOMPARE(folders(), QStringList({"c", "b", "a"}));
    m_model->apply(changesOf({madeUpExperiment("d", 4)}));
    QCOMPARE(folders(), QStringList({"d", "c", "b", "a"}));
    QVERIFY(text(0, RunTreeModel::Date).startsWith("20"));
    QVERIFY(text(0, RunTreeModel::FirstVariant).startsWith("97"));
    QVERIFY(text(0, RunTreeModel::Difference).contains("2"));
    QCOMPARE(text(0, RunTreeModel::Time), QString("1 min 0 s"));
    // What is the same again is no news.
    const QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    m_model->apply(changesOf({madeUpExperiment("d", 4)}));
    QCOMPARE(changed.count(), 0);
}

void tst_RunTree::casesSeedsAndVariantsAreBelow()
{
    m_model->apply(changesOf(
        {madeUpExperiment("one", 1), madeUpExperiment("two", 0,
                                                      {madeUpCase(madeUpSettings("mlp", "0.1"), {1, 2}),
                                                       madeUpCase(madeUpSettings("mlp", "0.5"), {1, 2}, 0.9)})}));
    const QModelIndex one = m_filter->index(0, 0);
    const QModelIndex two = m_filter->index(1, 0);
    // Nothing is made before somebody looks.
    QVERIFY(m_filter->hasChildren(one));
    QCOMPARE(m_model->rowCount(m_filter->mapToSource(one)), 0);
    QVERIFY(m_filter->canFetchMore(one));
    m_filter->fetchMore(one);
    // A single case of a single seed: its variants.
    QCOMPARE(m_filter->rowCount(one), 2);
    QCOMPARE(m_filter->index(0, 0, one).data().toString(), QString("BN"));
    QVERIFY(!m_filter->hasChildren(m_filter->index(0, 0, one)));
    m_filter->fetchMore(two);
    QCOMPARE(m_filter->rowCount(two), 2);
    const QModelIndex better = m_filter->index(0, 0, two);
    QCOMPARE(better.siblingAtColumn(RunTreeModel::FirstVariant).data().toString(), QString("97.00 %"));
    QCOMPARE(two.siblingAtColumn(RunTreeModel::FirstVariant).data().toString(), QString("≤ 97.00 %"));
    m_filter->fetchMore(better);
    QCOMPARE(m_filter->rowCount(better), 2);
    const QModelIndex seed = m_filter->index(1, 0, better);
    QCOMPARE(seed.data().toString(), QString("seed 2"));
    m_filter->fetchMore(seed);
    QCOMPARE(m_filter->rowCount(seed), 2);
    QCOMPARE(m_filter->index(1, RunTreeModel::FirstVariant + 1, seed).data().toString(), QString("95.00 %"));
    QCOMPARE(m_filter->index(1, RunTreeModel::FirstVariant, seed).data().toString(), QString());
}

void tst_RunTree::isAModelAsQtWantsIt()
{
    QAbstractItemModelTester tester(m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    // It would ask for more while it is being told of what is new.
    tester.setUseFetchMore(false);
    const auto expandAll = [this] {
        for (int row = 0; row < m_model->rowCount(); ++row) {
            for (QModelIndex index = m_model->index(row, 0); index.isValid(); index = m_model->index(0, 0, index)) {
                m_model->fetchMore(index);
            }
        }
    };
    m_model->apply(changesOf(
        {madeUpExperiment("a", 1),
         madeUpExperiment("b", 2,
                          {madeUpCase(madeUpSettings("mlp"), {1, 2}), madeUpCase(madeUpSettings("cnn"), {1, 2})})}));
    expandAll();
    m_model->apply(changesOf({madeUpExperiment("b", 2), madeUpExperiment("c", 3)}));
    expandAll();
    const ExperimentId id = m_live->start("live");
    expandAll();
    m_live->add(id, 1, finishedRun(kBn));
    m_live->end(id);
    m_model->apply({{}, {"/runs/a", "/runs/b"}});
    m_live->store().close(id);
    QCOMPARE(m_model->rowCount(), 1);
}

void tst_RunTree::manyAreOneInsertion()
{
    std::vector<ListedExperiment> many;
    for (int i = 0; i < 1'000; ++i) {
        many.push_back(madeUpExperiment("run-" + std::to_string(i), i));
    }
    const QSignalSpy inserted(m_filter.get(), &QAbstractItemModel::rowsInserted);
    m_model->apply(changesOf(many));
    QCOMPARE(inserted.count(), 1);
    QCOMPARE(m_filter->rowCount(), 1'000);
    QCOMPARE(folders().front(), QString("run-999"));
}

void tst_RunTree::changesKeepTheRows()
{
    m_model->apply(changesOf({madeUpExperiment("a", 1), madeUpExperiment("b", 2)}));
    const QPersistentModelIndex row = m_filter->index(1, 0);
    m_filter->fetchMore(row);
    const QPersistentModelIndex below = m_filter->index(1, 0, row);
    const QSignalSpy reset(m_filter.get(), &QAbstractItemModel::modelReset);
    const QSignalSpy changed(m_filter.get(), &QAbstractItemModel::dataChanged);
    m_model->apply(
        changesOf({madeUpExperiment("a", 1, {madeUpCase(madeUpSettings("mlp"), {1}, 0.5)}), madeUpExperiment("c", 3)}));
    QVERIFY(changed.count() > 0);
    QCOMPARE(reset.count(), 0);
    QVERIFY(row.isValid() && below.isValid());
    QCOMPARE(row.row(), 2);
    QCOMPARE(row.sibling(row.row(), RunTreeModel::FirstVariant).data().toString(), QString("50.00 %"));
    QCOMPARE(below.sibling(1, RunTreeModel::FirstVariant + 1).data().toString(), QString("48.00 %"));
}

void tst_RunTree::rowsThatTakeAnotherShape()
{
    m_model->apply(changesOf({madeUpExperiment("a")}));
    const QPersistentModelIndex row = m_filter->index(0, 0);
    m_filter->fetchMore(row);
    QCOMPARE(m_filter->rowCount(row), 2);
    m_model->apply(changesOf({madeUpExperiment("a", 0, {madeUpCase(madeUpSettings("mlp"), {1, 2, 3})})}));
    QVERIFY(row.isValid());
    QCOMPARE(m_filter->rowCount(row), 3);
    QCOMPARE(m_filter->index(2, 0, row).data().toString(), QString("seed 3"));
}

void tst_RunTree::goneOnesGo()
{
    m_model->apply(changesOf(
        {madeUpExperiment("a", 1), madeUpExperiment("b", 2), madeUpExperiment("c", 3), madeUpExperiment("d", 4)}));
    m_model->apply({{}, {"/runs/b", "/runs/c", "/runs/never"}});
    QCOMPARE(folders(), QStringList({"d", "a"}));
    m_model->apply(changesOf({madeUpExperiment("b", 2)}));
    QCOMPARE(folders(), QStringList({"d", "b", "a"}));
}

void tst_RunTree::states_data()
{
    QTest::addColumn<ListedExperiment>("experiment");
    QTest::addColumn<QString>("state");
    const auto row = [](const char* state, auto change) {
        ListedExperiment experiment = madeUpExperiment("one", 0, {madeUpCase(madeUpSettings("mlp"), {1, 2})});
        change(experiment, experiment.cases.front().runs);
        QTest::newRow(state) << experiment << state;
    };
    row("done", [](auto&, auto&) {});
    row("diverged", [](auto&, auto& runs) { runs[1].status = RunStatus::Diverged; });
    row("failed", [](auto&, auto& runs) {
        runs[0].status = RunStatus::Failed;
        runs[1].status = RunStatus::Cancelled;
    });
    row("interrupted", [](auto&, auto& runs) { runs[2].status = RunStatus::Running; });
    row("training elsewhere", [](auto&, auto& runs) {
        runs[2].status = RunStatus::Running;
        runs[2].isHeld = true;
    });
    row("not begun", [](auto&, auto& runs) {
        for (ListedRun& run : runs) {
            run.hasBegun = false;
            run.status = RunStatus::Running;
        }
    });
    row("cannot be read", [](auto& experiment, auto&) {
        experiment.cases.clear();
        experiment.problem = "experiment.json: is no JSON";
    });
}

void tst_RunTree::states()
{
    QFETCH(const ListedExperiment, experiment);
    QFETCH(const QString, state);
    m_model->apply(changesOf({experiment}));
    QCOMPARE(text(0, RunTreeModel::State), state);
    const bool isToSee = state != "not begun" && state != "cannot be read";
    QCOMPARE(m_filter->index(0, 0).flags().testFlag(Qt::ItemIsUserCheckable), isToSee);
    if (state == "cannot be read") {
        QCOMPARE(text(0, 0), QString("one"));
        QVERIFY(m_filter->index(0, 0).data(Qt::ToolTipRole).toString().contains("is no JSON"));
        QVERIFY(!m_filter->index(0, 0).flags().testFlag(Qt::ItemIsEditable));
    }
}

void tst_RunTree::liveOnesHaveTheValuesOfNow()
{
    // The folder is listed as it was a moment ago.
    ListedExperiment listed = madeUpExperiment("live");
    listed.folder = "/nowhere/live";
    for (ListedRun& run : listed.cases.front().runs) {
        run.status = RunStatus::Running;
        run.isHeld = true;
        run.testAccuracy = 0.1;
    }
    m_model->apply(changesOf({listed}));
    QCOMPARE(text(0, RunTreeModel::State), QString("training elsewhere"));
    const ExperimentId id = m_live->start("live");
    QCOMPARE(m_filter->rowCount(), 1);
    QCOMPARE(text(0, RunTreeModel::State), QString("training"));
    m_live->add(id, 1, finishedRun(kBn));
    const double accuracy = m_live->record(id, 1, kBn).epochs.last("test_accuracy");
    QTRY_COMPARE(text(0, RunTreeModel::FirstVariant), QStringLiteral("%1 %").arg(accuracy * 100, 0, 'f', 2));
    // What is found meanwhile is older than what is seen.
    m_model->apply(changesOf({listed}));
    QCOMPARE(text(0, RunTreeModel::State), QString("training"));
    m_live->add(id, 1, finishedRun(kNoBn));
    m_live->end(id);
    QCOMPARE(text(0, RunTreeModel::State), QString("done"));
    // What it shows as the current one stands out.
    QVERIFY(m_filter->index(0, 0).data(Qt::FontRole).value<QFont>().bold());
    m_live->store().close(id);
    QCOMPARE(m_filter->rowCount(), 1);
    QCOMPARE(text(0, RunTreeModel::FirstVariant), QString("10.00 %"));
}

void tst_RunTree::waitingOnesAreOnTop()
{
    m_model->apply(changesOf({madeUpExperiment("a", 1), madeUpExperiment("b", 2)}));
    // A session that is busy begins nothing.
    QueuedExperiment experiment;
    experiment.startPaused = true;
    experiment.spec.dataset = "builtin:200";
    const QTemporaryDir home;
    experiment.folder = home.filePath("waiting").toStdString();
    m_queue->add(experiment);
    for (int i = 0; i < 4; ++i) {
        m_queue->add(experiment);
    }
    QCOMPARE(m_filter->rowCount(), 6);
    QCOMPARE(text(0, RunTreeModel::State), QString("1st in the queue"));
    QCOMPARE(text(2, RunTreeModel::State), QString("3rd in the queue"));
    QCOMPARE(text(3, RunTreeModel::State), QString("number 4 in the queue"));
    QVERIFY(!text(0, RunTreeModel::Title).isEmpty());
    QVERIFY(m_model->isWaiting(m_filter->mapToSource(m_filter->index(0, 0))));
    QVERIFY(!m_filter->index(0, 0).flags().testFlag(Qt::ItemIsUserCheckable));
    for (const auto& [column, order] : {std::pair(int(RunTreeModel::Title), Qt::AscendingOrder),
                                        std::pair(int(RunTreeModel::FirstVariant), Qt::DescendingOrder),
                                        std::pair(int(RunTreeModel::FirstVariant), Qt::AscendingOrder)}) {
        m_filter->sort(column, order);
        QCOMPARE(text(0, RunTreeModel::State), QString("1st in the queue"));
        QCOMPARE(text(3, RunTreeModel::State), QString("number 4 in the queue"));
    }
    m_queue->remove(m_queue->waiting().front().id);
    QCOMPARE(text(0, RunTreeModel::State), QString("1st in the queue"));
    QCOMPARE(m_filter->rowCount(), 5);
    m_queue->clear();
    QCOMPARE(m_filter->rowCount(), 2);
    m_session->stop();
    QTRY_VERIFY(!m_session->isBusy());
}

void tst_RunTree::filters()
{
    m_model->apply(changesOf({madeUpExperiment("a", 1), madeUpExperiment("b", 2),
                              madeUpExperiment("c", 3, {madeUpCase(madeUpSettings("cnn", "0.5"))})}));
    const QPersistentModelIndex kept = m_filter->index(0, 0);
    m_filter->fetchMore(kept);
    m_filter->setQuery(RunQuery("cnn"));
    QCOMPARE(folders(), QStringList("c"));
    QVERIFY(kept.isValid());
    QCOMPARE(m_filter->rowCount(kept), 2);
    m_filter->setQuery(RunQuery("lr<0.2"));
    QCOMPARE(folders(), QStringList({"b", "a"}));
    // One that gets what is looked for is found then.
    About about;
    about.tags = {"thesis"};
    m_filter->setQuery(RunQuery("tag:thesis"));
    QVERIFY(folders().isEmpty());
    m_model->setAbout("/runs/a", about);
    QCOMPARE(folders(), QStringList("a"));
    m_filter->setQuery({});
    QCOMPARE(m_filter->rowCount(), 3);
}

void tst_RunTree::sorts_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<QStringList>("ascending");
    QTest::addColumn<QStringList>("descending");
    // Whoever has no figure is last both times.
    QTest::newRow("accuracy") << int(RunTreeModel::FirstVariant) << QStringList{"low", "high", "none"}
                              << QStringList{"high", "low", "none"};
    QTest::newRow("difference") << int(RunTreeModel::Difference) << QStringList{"high", "low", "none"}
                                << QStringList{"low", "high", "none"};
    QTest::newRow("date") << int(RunTreeModel::Date) << QStringList{"low", "none", "high"}
                          << QStringList{"high", "none", "low"};
    // 9 s before 10 s.
    QTest::newRow("time") << int(RunTreeModel::Time) << QStringList{"none", "low", "high"}
                          << QStringList{"high", "low", "none"};
    QTest::newRow("title") << int(RunTreeModel::Title) << QStringList{"high", "low", "none"}
                           << QStringList{"none", "low", "high"};
}

void tst_RunTree::sorts()
{
    QFETCH(const int, column);
    ListedExperiment low = madeUpExperiment("low", 1, {madeUpCase(madeUpSettings("mlp"), {1}, 0.099)});
    ListedExperiment high = madeUpExperiment("high", 3, {madeUpCase(madeUpSettings("cnn"), {1}, 0.98)});
    ListedExperiment none = madeUpExperiment("none", 2, {madeUpCase(madeUpSettings("resnet"))});
    low.about.title = "bravo";
    high.about.title = "Alpha";
    none.about.title = "charlie";
    for (ListedRun& run : low.cases.front().runs) {
        run.trainSeconds = 4.5;
        run.testAccuracy -= run.variant == kNoBn ? 0.03 : 0.0;
    }
    for (ListedRun& run : high.cases.front().runs) {
        run.trainSeconds = 5;
    }
    for (ListedRun& run : none.cases.front().runs) {
        run.testAccuracy = std::numeric_limits<double>::quiet_NaN();
        run.trainSeconds = 0.5;
    }
    low.cases.front().runs[1].testAccuracy = 0.02;
    m_model->apply(changesOf({low, high, none}));
    m_filter->sort(column, Qt::AscendingOrder);
    QTEST(folders(), "ascending");
    m_filter->sort(column, Qt::DescendingOrder);
    QTEST(folders(), "descending");
}

void tst_RunTree::saysWhatIsSaid()
{
    m_model->apply(changesOf({madeUpExperiment("a")}));
    const QString standard = text(0, 0);
    About about;
    about.title = "<b>The</b> one";
    about.notes = "as good as it gets";
    about.tags = {"thesis", "final"};
    about.isStarred = true;
    m_model->setAbout("/runs/a", about);
    QCOMPARE(text(0, 0), QString("<b>The</b> one"));
    QCOMPARE(text(0, RunTreeModel::Tags), QString("thesis, final"));
    QVERIFY(m_filter->index(0, 0).data(RunTreeModel::StarredRole).toBool());
    QVERIFY(m_filter->index(0, 0).data(Qt::AccessibleTextRole).toString().contains("starred"));
    // Qt takes a tip for HTML where it looks like it.
    const QString tip = m_filter->index(0, 0).data(Qt::ToolTipRole).toString();
    QVERIFY2(!tip.contains("<b>The") && tip.contains("as good as it gets"), qPrintable(tip));
    m_model->setPinned({"/runs/a"});
    QVERIFY(m_filter->index(0, 0).data(RunTreeModel::PinnedRole).toBool());
    const QSignalSpy renamed(m_model.get(), &RunTreeModel::renameRequested);
    QVERIFY(m_filter->setData(m_filter->index(0, 0), " other ", Qt::EditRole));
    QCOMPARE(renamed.value(0).value(1).toString(), QString("other"));
    m_model->setAbout("/runs/a", {});
    QCOMPARE(text(0, 0), standard);
}

ListedExperiment tst_RunTree::begunBefore(const std::string& name, int days)
{
    ListedExperiment experiment = madeUpExperiment(name);
    experiment.began = QDateTime(QDate::currentDate().addDays(-days), QTime(12, 0)).toMSecsSinceEpoch();
    return experiment;
}

void tst_RunTree::groups_data()
{
    QTest::addColumn<QString>("grouping");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("model") << "model" << QStringList({"CNN (1): c", "MLP (2): b a"});
    QTest::newRow("data") << "data" << QStringList({"Fashion-MNIST (1): a", "MNIST (2): c b"});
    QTest::newRow("tag") << "tag" << QStringList({"draft (1): b", "thesis (1): a", "No tag (1): c"});
    QTest::newRow("state") << "state" << QStringList({"interrupted (1): c", "done (2): b a"});
    QTest::newRow("none") << "none" << QStringList({": ", ": ", ": "});
}

void tst_RunTree::groups()
{
    QFETCH(const QString, grouping);
    QFETCH(const QStringList, expected);
    ListedExperiment a = madeUpExperiment("a", 1);
    a.cases.front().settings["dataset"] = "fashion-mnist";
    // Of several tags the first one counts.
    a.about.tags = {"thesis", "draft"};
    ListedExperiment b = madeUpExperiment("b", 2);
    b.about.tags = {"draft"};
    ListedExperiment c = madeUpExperiment("c", 3, {madeUpCase(madeUpSettings("cnn"))});
    c.cases.front().runs.front().status = RunStatus::Cancelled;
    m_model->apply(changesOf({a, b, c}));
    m_model->setGrouping(groupingOf(grouping));
    QCOMPARE(nameOf(m_model->grouping()), grouping);
    QCOMPARE(m_filter->experimentCount(), 3);
    QCOMPARE(m_model->experiments().size(), 3);
    if (grouping == "none") {
        QCOMPARE(folders(), QStringList({"c", "b", "a"}));
        return;
    }
    QCOMPARE(shownGroups(), expected);
    // Groups keep their order whatever the rows are sorted by.
    m_filter->sort(RunTreeModel::Title, Qt::AscendingOrder);
    QCOMPARE(m_filter->rowCount(), expected.size());
    for (int row = 0; row < m_filter->rowCount(); ++row) {
        QCOMPARE(text(row, 0), expected.at(row).section(": ", 0, 0));
    }
    QVERIFY(m_model->indexOf(std::filesystem::path("/runs/a")).isValid());
    QCOMPARE(m_model->rootOf(m_model->indexOf(std::filesystem::path("/runs/a"))), std::filesystem::path("/runs/a"));
    m_model->setGrouping(Grouping::None);
    m_filter->sort(RunTreeModel::Date, Qt::DescendingOrder);
    QCOMPARE(folders(), QStringList({"c", "b", "a"}));
}

void tst_RunTree::groupsAreFiltered()
{
    m_model->setGrouping(Grouping::Model);
    m_model->apply(changesOf({madeUpExperiment("a", 1), madeUpExperiment("b", 2),
                              madeUpExperiment("c", 3, {madeUpCase(madeUpSettings("cnn", "0.5"))})}));
    QCOMPARE(shownGroups(), QStringList({"CNN (1): c", "MLP (2): b a"}));
    m_filter->setQuery(RunQuery("lr<0.2"));
    QCOMPARE(shownGroups(), QStringList({"MLP (2): b a"}));
    QCOMPARE(m_filter->experimentCount(), 2);
    m_filter->setQuery(RunQuery("folder=a"));
    QCOMPARE(shownGroups(), QStringList({"MLP (1): a"}));
    // A group whose first experiment is found later comes then.
    About about;
    about.tags = {"thesis"};
    m_filter->setQuery(RunQuery("tag:thesis"));
    QCOMPARE(m_filter->rowCount(), 0);
    m_model->setAbout("/runs/c", about);
    QCOMPARE(shownGroups(), QStringList({"CNN (1): c"}));
    m_model->setAbout("/runs/c", {});
    QCOMPARE(m_filter->rowCount(), 0);
    m_filter->setQuery({});
    QCOMPARE(m_filter->experimentCount(), 3);
}

void tst_RunTree::groupsFollowWhatChanges()
{
    QAbstractItemModelTester tester(m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    QAbstractItemModelTester ofFilter(m_filter.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    // They would ask for more while they are being told of what is new.
    tester.setUseFetchMore(false);
    ofFilter.setUseFetchMore(false);
    m_model->setGrouping(Grouping::Tag);
    m_model->apply(changesOf({madeUpExperiment("a", 1), madeUpExperiment("b", 2)}));
    QCOMPARE(shownGroups(), QStringList({"No tag (2): b a"}));
    const QPersistentModelIndex kept = m_filter->index(0, 0, m_filter->index(0, 0));
    m_filter->fetchMore(kept);
    About about;
    about.tags = {"thesis"};
    m_model->setAbout("/runs/b", about);
    QCOMPARE(shownGroups(), QStringList({"thesis (1): b", "No tag (1): a"}));
    QVERIFY(kept.isValid());
    QCOMPARE(m_filter->rowCount(kept), 2);
    m_model->setAbout("/runs/a", about);
    QCOMPARE(shownGroups(), QStringList({"thesis (2): b a"}));
    m_model->setGrouping(Grouping::State);
    const ExperimentId id = m_live->start("live");
    QCOMPARE(shownGroups(), QStringList({"training (1): live", "done (2): b a"}));
    m_live->add(id, 1, finishedRun(kBn));
    m_live->add(id, 1, finishedRun(kNoBn));
    m_live->end(id);
    QCOMPARE(m_filter->rowCount(), 1);
    QCOMPARE(m_filter->experimentCount(), 3);
    m_model->apply({{}, {"/runs/a", "/runs/b"}});
    m_live->store().close(id);
    QCOMPARE(m_filter->rowCount(), 0);
    m_model->setGrouping(Grouping::Date);
    m_model->apply(changesOf({begunBefore("now", 0), begunBefore("before", 1), begunBefore("old", 400)}));
    QCOMPARE(m_filter->rowCount(), 3);
    QCOMPARE(text(0, 0), QString("Today (1)"));
    QCOMPARE(text(1, 0), QString("Yesterday (1)"));
    const QString month = QLocale::c().toString(QDate::currentDate().addDays(-400), "MMMM yyyy");
    QCOMPARE(text(2, 0), month + " (1)");
    // What waits is on top, whatever its date would be.
    QueuedExperiment order;
    order.startPaused = true;
    order.spec.dataset = "builtin:200";
    const QTemporaryDir home;
    order.folder = home.filePath("waiting").toStdString();
    m_queue->add(order);
    m_queue->add(order);
    QCOMPARE(text(0, 0), QString("In the queue (1)"));
    m_queue->clear();
    QCOMPARE(text(0, 0), QString("Today (1)"));
    m_session->stop();
    QTRY_VERIFY(!m_session->isBusy());
}

void tst_RunTree::groupsAreNoExperiments()
{
    m_model->apply(changesOf({madeUpExperiment("a", 1)}));
    m_model->setGrouping(Grouping::Data);
    const QModelIndex group = m_model->index(0, 0);
    QVERIFY(m_model->isGroup(group));
    QCOMPARE(m_filter->index(0, 0).data(RunTreeModel::GroupRole).toString(), QString("data/MNIST"));
    QVERIFY(m_model->folderOf(group).empty() && m_model->rootOf(group).empty());
    QVERIFY(m_model->experimentAt(group) == nullptr);
    QVERIFY(m_model->shownIdsAt(group).empty());
    QVERIFY(!m_model->isWaiting(group));
    QCOMPARE(m_model->waitingIdAt(group), 0);
    QCOMPARE(m_model->flags(group), Qt::ItemFlags(Qt::ItemIsEnabled));
    QVERIFY(!m_model->setData(group, Qt::Checked, Qt::CheckStateRole));
    QVERIFY(!m_model->setData(group, "title", Qt::EditRole));
    for (int column = 1; column < m_model->columnCount(); ++column) {
        QCOMPARE(m_model->index(0, column).data().toString(), QString());
    }
}

QTEST_MAIN(tst_RunTree)
#include "tst_RunTree.moc"
