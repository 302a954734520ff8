#include "ui/HelpDialogs.h"

#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QMessageBox>
#include <QTextBrowser>
#include <QVBoxLayout>

#include <normscope/runtime/Environment.h>

#include "ui/Language.h"

namespace normscope::ui
{

namespace
{

struct HelpTexts
{
    Q_DECLARE_TR_FUNCTIONS(HelpTexts)
};

QString heading(const HelpTopic& topic)
{
    return QStringLiteral("<h3><a name='%1'></a>%2</h3>").arg(QString::fromLatin1(topic.anchor), topic.title());
}

QString helpPage()
{
    const auto& topics = helpTopics();
    const QStringList parts{
        QStringLiteral("<h2><a name='%1'></a>%2</h2>")
            .arg(QString::fromLatin1(topics.front().anchor), topics.front().title()),
        HelpTexts::tr(
            "<p>A hidden layer σ(Wx + b) becomes σ(BN(Wx + b)). For each channel, BN takes the mean μ and the "
            "variance σ² of the mini-batch, brings the values to mean 0 and variance 1, and then lets two "
            "learned numbers, γ and β, scale and shift them:</p>"),
        QStringLiteral("<p align='center'><big>y = γ · (x − μ) / √(σ² + ε) + β</big></p>"),
        HelpTexts::tr(
            "<p>For evaluation, where there is no mini-batch, the layer keeps running estimates. With momentum "
            "0.9, nine tenths of the past stay; PyTorch calls the same setting 0.1:</p>"),
        QStringLiteral("<p align='center'><big>%1</big></p>")
            .arg(HelpTexts::tr("running ← momentum · running + (1 − momentum) · batch")),
        heading(topics[1]),
        HelpTexts::tr(
            "<p>Two networks that differ in batch normalization and in nothing else: the same seed, the same "
            "initial weights of every layer they share, the same batches in the same order, trained in turn so "
            "that the clock is fair to both. What remains is the difference that batch normalization "
            "makes.</p>"),
        heading(topics[2]),
        HelpTexts::tr(
            "<p>Faint lines are the loss of every single batch; bold lines are the mean of the last 50, which "
            "looks back only. With BN is blue and solid, without BN orange and dashed, everywhere. Drag to zoom, "
            "turn the wheel to zoom at the cursor, double-click to follow the data again.</p>"),
        heading(topics[3]),
        HelpTexts::tr(
            "<p>F5 trains a twin, Space pauses and goes on, F10 makes one step, Shift+F10 stops. Ctrl+E exports "
            "the chart that is shown. Ctrl+Shift+P finds anything: type what you want to do.</p>"),
        heading(topics[4]),
        HelpTexts::tr(
            "<p>S. Ioffe, C. Szegedy: Batch Normalization: Accelerating Deep Network Training by Reducing "
            "Internal Covariate Shift, ICML 2015. That covariate shift is the reason is disputed by S. Santurkar "
            "et al.: How Does Batch Normalization Help Optimization?, NeurIPS 2018.</p>")};
    return parts.join(QString());
}

}  // namespace

QString HelpTopic::title() const
{
    return HelpTexts::tr(english);
}

QStringList HelpTopic::words() const
{
    return Language::inEach("HelpTexts", english);
}

const std::vector<HelpTopic>& helpTopics()
{
    static const std::vector<HelpTopic> kTopics{{"bn", QT_TRANSLATE_NOOP("HelpTexts", "What batch normalization does")},
                                                {"twin", QT_TRANSLATE_NOOP("HelpTexts", "The twin")},
                                                {"charts", QT_TRANSLATE_NOOP("HelpTexts", "Reading the charts")},
                                                {"keys", QT_TRANSLATE_NOOP("HelpTexts", "Keys")},
                                                {"sources", QT_TRANSLATE_NOOP("HelpTexts", "Sources")}};
    return kTopics;
}

void showBatchNormHelp(QWidget& parent, const QString& anchor)
{
    auto* dialog = new QDialog(&parent);
    dialog->setObjectName(QStringLiteral("helpDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(HelpTexts::tr("What batch normalization does"));
    auto* page = new QTextBrowser(dialog);
    page->setHtml(helpPage());
    page->setFrameShape(QFrame::NoFrame);
    page->document()->setDocumentMargin(page->fontMetrics().height());
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, dialog);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::close);
    auto* layout = new QVBoxLayout(dialog);
    layout->addWidget(page);
    layout->addWidget(buttons);
    dialog->resize(dialog->fontMetrics().averageCharWidth() * 84, dialog->fontMetrics().height() * 40);
    dialog->show();
    // Only now has the page its size.
    page->scrollToAnchor(anchor);
}

void showAbout(QWidget& parent)
{
    const QString text =
        HelpTexts::tr("<h3>Normscope %1</h3><p>A workbench to see what batch normalization does.</p>"
                      "<p>LibTorch %2, Qt %3</p>"
                      "<p>Free software under the GNU General Public License, version 3 or later.</p>")
            .arg(QString::fromLatin1(programVersion()), QString::fromStdString(describeEnvironment(1).torch),
                 QString::fromLatin1(qVersion()));
    QMessageBox about(QMessageBox::NoIcon, HelpTexts::tr("About Normscope"), text, QMessageBox::Close, &parent);
    about.setObjectName(QStringLiteral("aboutDialog"));
    const int size = parent.fontMetrics().height() * 4;
    about.setIconPixmap(QIcon(QStringLiteral(":/icons/normscope.svg")).pixmap(size, size));
    about.exec();
}

}  // namespace normscope::ui
