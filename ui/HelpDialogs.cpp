#include "ui/HelpDialogs.h"

#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QMessageBox>
#include <QTextBrowser>
#include <QVBoxLayout>

#include <normscope/runtime/Environment.h>

namespace normscope::ui
{

namespace
{

struct HelpTexts
{
    Q_DECLARE_TR_FUNCTIONS(HelpTexts)
};

QString helpPage()
{
    const QStringList parts{
        QStringLiteral("<h2>%1</h2>").arg(HelpTexts::tr("What batch normalization does")),
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
        QStringLiteral("<h3>%1</h3>").arg(HelpTexts::tr("The twin")),
        HelpTexts::tr(
            "<p>Two networks that differ in batch normalization and in nothing else: the same seed, the same "
            "initial weights of every layer they share, the same batches in the same order, trained in turn so "
            "that the clock is fair to both. What remains is the difference that batch normalization "
            "makes.</p>"),
        QStringLiteral("<h3>%1</h3>").arg(HelpTexts::tr("Reading the charts")),
        HelpTexts::tr(
            "<p>Faint lines are the loss of every single batch; bold lines are the mean of the last 50, which "
            "looks back only. With BN is blue and solid, without BN orange and dashed, everywhere. Drag to zoom, "
            "turn the wheel to zoom at the cursor, double-click to follow the data again.</p>"),
        QStringLiteral("<h3>%1</h3>").arg(HelpTexts::tr("Keys")),
        HelpTexts::tr(
            "<p>F5 trains a twin, Space pauses and goes on, F10 makes one step, Shift+F10 stops. Ctrl+E exports "
            "the chart that is shown.</p>"),
        QStringLiteral("<h3>%1</h3>").arg(HelpTexts::tr("Sources")),
        HelpTexts::tr(
            "<p>S. Ioffe, C. Szegedy: Batch Normalization: Accelerating Deep Network Training by Reducing "
            "Internal Covariate Shift, ICML 2015. That covariate shift is the reason is disputed by S. Santurkar "
            "et al.: How Does Batch Normalization Help Optimization?, NeurIPS 2018.</p>")};
    return parts.join(QString());
}

}  // namespace

void showBatchNormHelp(QWidget& parent)
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
