<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>ChartTexts</name>
    <message>
        <source>Training loss</source>
        <translation>训练损失</translation>
    </message>
    <message>
        <source>Batch accuracy</source>
        <translation>批准确率</translation>
    </message>
    <message>
        <source>Test accuracy</source>
        <translation>测试准确率</translation>
    </message>
    <message>
        <source>Difference in training loss: no BN − BN</source>
        <translation>训练损失之差：无 BN − 有 BN</translation>
    </message>
    <message>
        <source>Difference in batch accuracy: no BN − BN</source>
        <translation>批准确率之差：无 BN − 有 BN</translation>
    </message>
    <message>
        <source>Difference in test accuracy: no BN − BN</source>
        <translation>测试准确率之差：无 BN − 有 BN</translation>
    </message>
    <message>
        <source>Iteration</source>
        <translation>迭代</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>Training time (s)</source>
        <translation>训练时间（s）</translation>
    </message>
    <message>
        <source>Cross entropy</source>
        <translation>交叉熵</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>no BN − BN</source>
        <translation>无 BN − 有 BN</translation>
    </message>
    <message numerus="yes">
        <source>Lines: %n fixed test samples; with marks: the whole test set</source>
        <translation>
            <numerusform>线：固定的 %n 个测试样本；带标记：整个测试集</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Faint: every iteration; bold: mean of the last %n</source>
        <translation>
            <numerusform>浅色：每次迭代；粗线：最近 %n 次的均值</numerusform>
        </translation>
    </message>
    <message>
        <source>After equal training time</source>
        <translation>相同训练时间之后</translation>
    </message>
    <message numerus="yes">
        <source>After equal training time, means of the last %n iterations</source>
        <translation>
            <numerusform>相同训练时间之后，最近 %n 次迭代的均值</numerusform>
        </translation>
    </message>
    <message>
        <source>After equally many iterations</source>
        <translation>相同迭代次数之后</translation>
    </message>
    <message numerus="yes">
        <source>Means of the last %n iterations</source>
        <translation>
            <numerusform>最近 %n 次迭代的均值</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, whole test set</source>
        <extracomment>A curve in the legend: %1 is a run</extracomment>
        <translation>%1，整个测试集</translation>
    </message>
    <message>
        <source>%1, validation</source>
        <extracomment>A curve in the legend: %1 is a run</extracomment>
        <translation>%1，验证集</translation>
    </message>
    <message>
        <source>no difference</source>
        <translation>无差异</translation>
    </message>
</context>
<context>
    <name>CrosshairTexts</name>
    <message>
        <source>+ %1 more</source>
        <extracomment>Below the values in a chart&apos;s box: there was no room for so many curves</extracomment>
        <translation>另有 %1 条</translation>
    </message>
</context>
<context>
    <name>DifferenceTexts</name>
    <message>
        <source>No pair with and without BN yet</source>
        <translation>还没有成对的有 BN 与无 BN 运行</translation>
    </message>
</context>
<context>
    <name>DurationTexts</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 分 %2 秒</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分</translation>
    </message>
</context>
<context>
    <name>ExportTexts</name>
    <message>
        <source>A picture needs a width, a height, a resolution and a text size above 0.</source>
        <translation>图片的宽度、高度、分辨率和字号都必须大于 0。</translation>
    </message>
    <message>
        <source>A picture of %1 × %2 pixels is larger than 100 megapixels: choose a smaller size or resolution.</source>
        <translation>%1 × %2 像素的图片超过一亿像素：请选择更小的尺寸或分辨率。</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>无法写入 %1：%2</translation>
    </message>
    <message>
        <source>The picture for %1 cannot be made: there is not enough memory.</source>
        <translation>无法生成 %1 的图片：内存不足。</translation>
    </message>
</context>
<context>
    <name>FeedTexts</name>
    <message>
        <source>%1, %2</source>
        <extracomment>A chart&apos;s title: %1 is &quot;Training loss&quot;, %2 is &quot;BN&quot; or &quot;no BN&quot;</extracomment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Nothing measured yet</source>
        <translation>还没有测量值</translation>
    </message>
</context>
<context>
    <name>FigureTexts</name>
    <message>
        <source>There is no figure to export yet.</source>
        <translation>还没有可导出的图。</translation>
    </message>
    <message>
        <source>The folder %1 cannot be made: %2.</source>
        <translation>无法创建文件夹 %1：%2。</translation>
    </message>
</context>
<context>
    <name>HelpTexts</name>
    <message>
        <source>What batch normalization does</source>
        <translation>批归一化做了什么</translation>
    </message>
    <message>
        <source>&lt;p&gt;A hidden layer σ(Wx + b) becomes σ(BN(Wx + b)). For each channel, BN takes the mean μ and the variance σ² of the mini-batch, brings the values to mean 0 and variance 1, and then lets two learned numbers, γ and β, scale and shift them:&lt;/p&gt;</source>
        <translation>&lt;p&gt;隐藏层 σ(Wx + b) 变为 σ(BN(Wx + b))。BN 对每个通道取小批量的均值 μ 和方差 σ²，把数值变为均值 0、方差 1，再用两个可学习的数 γ 和 β 缩放和平移：&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;For evaluation, where there is no mini-batch, the layer keeps running estimates. With momentum 0.9, nine tenths of the past stay; PyTorch calls the same setting 0.1:&lt;/p&gt;</source>
        <translation>&lt;p&gt;评估时没有小批量，因此该层保存滑动估计。动量为 0.9 时保留过去的九成；PyTorch 把同样的设置称为 0.1：&lt;/p&gt;</translation>
    </message>
    <message>
        <source>running ← momentum · running + (1 − momentum) · batch</source>
        <translation>滑动值 ← 动量 · 滑动值 + (1 − 动量) · 批值</translation>
    </message>
    <message>
        <source>The twin</source>
        <translation>孪生网络</translation>
    </message>
    <message>
        <source>&lt;p&gt;Two networks that differ in batch normalization and in nothing else: the same seed, the same initial weights of every layer they share, the same batches in the same order, trained in turn so that the clock is fair to both. What remains is the difference that batch normalization makes.&lt;/p&gt;</source>
        <translation>&lt;p&gt;两个网络只在批归一化上不同：相同的种子，共有各层相同的初始权重，相同顺序的相同批次，并且轮流训练，使计时对双方公平。剩下的就是批归一化带来的差别。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Reading the charts</source>
        <translation>怎样看图</translation>
    </message>
    <message>
        <source>&lt;p&gt;Faint lines are the loss of every single batch; bold lines are the mean of the last 50, which looks back only. With BN is blue and solid, without BN orange and dashed, everywhere. Drag to zoom, turn the wheel to zoom at the cursor, double-click to follow the data again.&lt;/p&gt;</source>
        <translation>&lt;p&gt;浅色线是每一批的损失；粗线是最近 50 批的均值，只向后看。在所有地方，有 BN 为蓝色实线，无 BN 为橙色虚线。拖动可放大，滚轮在光标处缩放，双击重新跟随数据。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>&lt;p&gt;F5 trains a twin, Space pauses and goes on, F10 makes one step, Shift+F10 stops. Ctrl+E exports the chart that is shown.&lt;/p&gt;</source>
        <translation>&lt;p&gt;F5 训练一对孪生网络，空格键暂停或继续，F10 走一步，Shift+F10 停止。Ctrl+E 导出当前的图。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>文献</translation>
    </message>
    <message>
        <source>&lt;p&gt;S. Ioffe, C. Szegedy: Batch Normalization: Accelerating Deep Network Training by Reducing Internal Covariate Shift, ICML 2015. That covariate shift is the reason is disputed by S. Santurkar et al.: How Does Batch Normalization Help Optimization?, NeurIPS 2018.&lt;/p&gt;</source>
        <translation>&lt;p&gt;S. Ioffe, C. Szegedy: Batch Normalization: Accelerating Deep Network Training by Reducing Internal Covariate Shift, ICML 2015。协变量偏移是否是其原因，S. Santurkar 等人有不同看法：How Does Batch Normalization Help Optimization?, NeurIPS 2018。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;h3&gt;Normscope %1&lt;/h3&gt;&lt;p&gt;A workbench to see what batch normalization does.&lt;/p&gt;&lt;p&gt;LibTorch %2, Qt %3&lt;/p&gt;&lt;p&gt;Free software under the GNU General Public License, version 3 or later.&lt;/p&gt;</source>
        <translation>&lt;h3&gt;Normscope %1&lt;/h3&gt;&lt;p&gt;观察批归一化作用的实验台。&lt;/p&gt;&lt;p&gt;LibTorch %2，Qt %3&lt;/p&gt;&lt;p&gt;自由软件，采用 GNU 通用公共许可证第 3 版或更新版本。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>About Normscope</source>
        <translation>关于 Normscope</translation>
    </message>
</context>
<context>
    <name>NoticeTexts</name>
    <message>
        <source>The run with BN, seed %1,</source>
        <translation>有 BN 的运行（种子 %1）</translation>
    </message>
    <message>
        <source>The run without BN, seed %1,</source>
        <translation>无 BN 的运行（种子 %1）</translation>
    </message>
    <message>
        <source>The run with BN</source>
        <translation>有 BN 的运行</translation>
    </message>
    <message>
        <source>The run without BN</source>
        <translation>无 BN 的运行</translation>
    </message>
    <message>
        <source>%1 diverged at once: its first loss is not a finite number. Try a smaller learning rate.</source>
        <extracomment>%1 is &quot;The run with BN&quot;</extracomment>
        <translation>%1一开始就发散：第一个损失不是有限数。请试用更小的学习率。</translation>
    </message>
    <message>
        <source>%1 diverged at iteration %2: the loss is no longer a finite number; the last one was %3. Try a smaller learning rate.</source>
        <extracomment>%1 is &quot;The run with BN&quot;, %2 an iteration, %3 a loss</extracomment>
        <translation>%1在第 %2 次迭代时发散：损失不再是有限数，最后一个有限值为 %3。请试用更小的学习率。</translation>
    </message>
    <message>
        <source>%1 Its twin goes on.</source>
        <extracomment>%1 is a sentence about a run that ended early</extracomment>
        <translation>%1另一半继续训练。</translation>
    </message>
    <message>
        <source>%1 was cut off: its results end at iteration %2.</source>
        <translation>%1被中断：结果止于第 %2 次迭代。</translation>
    </message>
    <message>
        <source>%1 failed after iteration %2; its folder&apos;s run.log says more.</source>
        <translation>%1在第 %2 次迭代后失败；详情见其文件夹中的 run.log。</translation>
    </message>
    <message>
        <source>%1 failed after iteration %2: %3</source>
        <translation>%1在第 %2 次迭代后失败：%3</translation>
    </message>
    <message>
        <source>The training of seed %1 was stopped after iteration %2.</source>
        <translation>种子 %1 的训练在第 %2 次迭代后停止。</translation>
    </message>
    <message>
        <source>The training was stopped after iteration %1.</source>
        <translation>训练在第 %1 次迭代后停止。</translation>
    </message>
    <message>
        <source>%1 was stopped after iteration %2.</source>
        <translation>%1在第 %2 次迭代后停止。</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练中</translation>
    </message>
    <message>
        <source>cut off</source>
        <translation>被中断</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>diverged</source>
        <translation>发散</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
</context>
<context>
    <name>Presets</name>
    <message>
        <source>The assignment&apos;s MLP</source>
        <translation>作业中的 MLP</translation>
    </message>
    <message>
        <source>Linear-BN-ReLU-Linear-BN-ReLU-Linear with 256 and 128 hidden units.</source>
        <translation>Linear-BN-ReLU-Linear-BN-ReLU-Linear，隐藏单元为 256 和 128。</translation>
    </message>
    <message>
        <source>The assignment&apos;s CNN</source>
        <translation>作业中的 CNN</translation>
    </message>
    <message>
        <source>Conv-BN-ReLU-AvgPool twice, then Reshape and Linear, with 16 and 32 channels.</source>
        <translation>两次 Conv-BN-ReLU-AvgPool，然后 Reshape 和 Linear，通道数为 16 和 32。</translation>
    </message>
    <message>
        <source>Mini ResNet</source>
        <translation>小型 ResNet</translation>
    </message>
    <message>
        <source>The assignment&apos;s bonus: three stages of residual blocks, learning rate by one-cycle.</source>
        <translation>作业的附加题：三个阶段的残差块，学习率采用 one-cycle。</translation>
    </message>
    <message>
        <source>High learning rate</source>
        <translation>高学习率</translation>
    </message>
    <message>
        <source>Five times the usual learning rate: with BN the MLP still learns, without it diverges.</source>
        <translation>五倍于平常的学习率：有 BN 的 MLP 仍能学习，没有则发散。</translation>
    </message>
    <message>
        <source>Tiny batches</source>
        <translation>极小批量</translation>
    </message>
    <message>
        <source>Batches of two samples: their statistics are so noisy that BN does harm.</source>
        <translation>每批两个样本：统计量噪声太大，BN 反而有害。</translation>
    </message>
    <message>
        <source>Deep MLP that only trains with BN</source>
        <translation>只有 BN 才能训练的深 MLP</translation>
    </message>
    <message>
        <source>Twenty hidden layers: without BN the signal dies on the way and the loss stays where guessing is.</source>
        <translation>二十个隐藏层：没有 BN，信号在途中消失，损失停在随机猜测的水平。</translation>
    </message>
</context>
<context>
    <name>RunTexts</name>
    <message>
        <source>%1 · %2</source>
        <extracomment>A run in a legend: %1 is &quot;BN, seed 2&quot;, %2 what tells its experiment from the others
----------
A pair of runs in a legend: %1 is &quot;seed 2&quot;, %2 what tells its experiment from the others</extracomment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation>种子 %1</translation>
    </message>
    <message>
        <source>no BN − BN</source>
        <translation>无 BN − 有 BN</translation>
    </message>
    <message>
        <source>BN</source>
        <translation>有 BN</translation>
    </message>
    <message>
        <source>no BN</source>
        <translation>无 BN</translation>
    </message>
    <message>
        <source>%1, seed %2</source>
        <extracomment>A run: %1 is &quot;BN&quot; or &quot;no BN&quot;</extracomment>
        <translation>%1，种子 %2</translation>
    </message>
</context>
<context>
    <name>SettingTexts</name>
    <message>
        <source>&amp;Model</source>
        <translation>模型(&amp;M)</translation>
    </message>
    <message>
        <source>The family of networks.</source>
        <translation>网络类型。</translation>
    </message>
    <message>
        <source>MLP, CNN or ResNet</source>
        <translation>MLP、CNN 或 ResNet</translation>
    </message>
    <message>
        <source>&amp;Hidden units</source>
        <translation>隐藏单元(&amp;H)</translation>
    </message>
    <message>
        <source>Widths of the hidden layers, from the input on.</source>
        <translation>从输入开始各隐藏层的宽度。</translation>
    </message>
    <message>
        <source>whole numbers from 1, separated by commas</source>
        <translation>从 1 起的整数，以逗号分隔</translation>
    </message>
    <message>
        <source>&amp;Channels</source>
        <translation>通道(&amp;C)</translation>
    </message>
    <message>
        <source>Output channels of each convolution.</source>
        <translation>每个卷积的输出通道数。</translation>
    </message>
    <message>
        <source>&amp;Blocks</source>
        <translation>残差块(&amp;B)</translation>
    </message>
    <message>
        <source>Residual blocks in each stage.</source>
        <translation>每个阶段的残差块数。</translation>
    </message>
    <message>
        <source>whole numbers from 1, one a stage</source>
        <translation>从 1 起的整数，每阶段一个</translation>
    </message>
    <message>
        <source>&amp;Widths</source>
        <translation>宽度(&amp;W)</translation>
    </message>
    <message>
        <source>Channels of each stage.</source>
        <translation>每个阶段的通道数。</translation>
    </message>
    <message>
        <source>Batch normalization</source>
        <translation>批归一化</translation>
    </message>
    <message>
        <source>Whether the network has batch normalization; the twin without it never has. Single layers are switched in the table below.</source>
        <translation>网络是否有批归一化；无 BN 的一半始终没有。单个层在下表中开关。</translation>
    </message>
    <message>
        <source>on or off</source>
        <translation>开或关</translation>
    </message>
    <message>
        <source>BN m&amp;omentum</source>
        <translation>BN 动量(&amp;O)</translation>
    </message>
    <message>
        <source>Weight of the past in the running estimates of mean and variance. PyTorch&apos;s momentum is 1 minus this.</source>
        <translation>均值和方差的滑动估计中过去的权重。PyTorch 的动量等于 1 减去它。</translation>
    </message>
    <message>
        <source>a number from 0 to 1</source>
        <translation>0 到 1 的数</translation>
    </message>
    <message>
        <source>BN ε</source>
        <translation>BN ε</translation>
    </message>
    <message>
        <source>Added to the variance under the root, against division by zero.</source>
        <translation>加在根号下的方差上，避免除以零。</translation>
    </message>
    <message>
        <source>a number that is not negative</source>
        <translation>非负数</translation>
    </message>
    <message>
        <source>&amp;Dataset</source>
        <translation>数据集(&amp;D)</translation>
    </message>
    <message>
        <source>The images to train on: digits that the program draws, a known dataset, or a folder with four IDX files.</source>
        <translation>用于训练的图像：程序绘制的数字、已知数据集，或含四个 IDX 文件的文件夹。</translation>
    </message>
    <message>
        <source>a name or a folder</source>
        <translation>名称或文件夹</translation>
    </message>
    <message>
        <source>&amp;Test on</source>
        <translation>测试集(&amp;T)</translation>
    </message>
    <message>
        <source>The dataset whose test images are used. Empty: the same.</source>
        <translation>使用其测试图像的数据集。留空：相同。</translation>
    </message>
    <message>
        <source>a name or a folder, or nothing</source>
        <translation>名称或文件夹，或留空</translation>
    </message>
    <message>
        <source>&amp;Use first</source>
        <translation>只用前(&amp;U)</translation>
    </message>
    <message>
        <source>Number of training samples to use. 0: all.</source>
        <translation>使用的训练样本数。0：全部。</translation>
    </message>
    <message>
        <source>a whole number from 0</source>
        <translation>从 0 起的整数</translation>
    </message>
    <message>
        <source>&amp;Validation</source>
        <translation>验证(&amp;V)</translation>
    </message>
    <message>
        <source>Number of training samples that are held out, from the end.</source>
        <translation>从末尾留出的训练样本数。</translation>
    </message>
    <message>
        <source>Look at test set</source>
        <translation>查看测试集</translation>
    </message>
    <message>
        <source>When the test set is looked at. To tune without it, hold samples out for validation and look at the end.</source>
        <translation>何时查看测试集。若要不用测试集调参，请留出验证样本并在最后查看。</translation>
    </message>
    <message>
        <source>every epoch or at the end</source>
        <translation>每轮或最后</translation>
    </message>
    <message>
        <source>&amp;Augmentation</source>
        <translation>数据增强(&amp;A)</translation>
    </message>
    <message>
        <source>How training images are varied, anew in each epoch.</source>
        <translation>训练图像如何变化，每轮重新变化。</translation>
    </message>
    <message>
        <source>none, affine or elastic</source>
        <translation>无、仿射或弹性</translation>
    </message>
    <message>
        <source>&amp;Epochs</source>
        <translation>轮数(&amp;E)</translation>
    </message>
    <message>
        <source>Passes over all training samples.</source>
        <translation>遍历全部训练样本的次数。</translation>
    </message>
    <message>
        <source>a whole number from 1 to 1000000</source>
        <translation>1 到 1000000 的整数</translation>
    </message>
    <message>
        <source>Batch si&amp;ze</source>
        <translation>批大小(&amp;Z)</translation>
    </message>
    <message>
        <source>Samples in a mini-batch, over which BN takes its statistics.</source>
        <translation>小批量中的样本数，BN 据此计算统计量。</translation>
    </message>
    <message>
        <source>a whole number from 1</source>
        <translation>从 1 起的整数</translation>
    </message>
    <message>
        <source>&amp;Learning rate</source>
        <translation>学习率(&amp;L)</translation>
    </message>
    <message>
        <source>Step size of SGD, or its maximum with one cycle.</source>
        <translation>SGD 的步长，one cycle 时为其最大值。</translation>
    </message>
    <message>
        <source>a number greater than 0, such as 0.1 or 1e-3</source>
        <translation>大于 0 的数，例如 0.1 或 1e-3</translation>
    </message>
    <message>
        <source>Mo&amp;mentum</source>
        <translation>动量(&amp;M)</translation>
    </message>
    <message>
        <source>Momentum of SGD.</source>
        <translation>SGD 的动量。</translation>
    </message>
    <message>
        <source>Weight deca&amp;y</source>
        <translation>权重衰减(&amp;Y)</translation>
    </message>
    <message>
        <source>L2 penalty of SGD.</source>
        <translation>SGD 的 L2 惩罚。</translation>
    </message>
    <message>
        <source>a number that is not negative, such as 1e-4</source>
        <translation>非负数，例如 1e-4</translation>
    </message>
    <message>
        <source>&amp;Nesterov momentum</source>
        <translation>Nesterov 动量(&amp;N)</translation>
    </message>
    <message>
        <source>Nesterov&apos;s form of the momentum.</source>
        <translation>Nesterov 形式的动量。</translation>
    </message>
    <message>
        <source>Decay</source>
        <translation>衰减范围</translation>
    </message>
    <message>
        <source>Which parameters weight decay acts on.</source>
        <translation>权重衰减作用于哪些参数。</translation>
    </message>
    <message>
        <source>all parameters or weights only</source>
        <translation>全部参数或仅权重</translation>
    </message>
    <message>
        <source>Sche&amp;dule</source>
        <translation>调度(&amp;D)</translation>
    </message>
    <message>
        <source>The learning rate over the run.</source>
        <translation>运行过程中的学习率。</translation>
    </message>
    <message>
        <source>constant, step, cosine or one cycle</source>
        <translation>恒定、阶梯、余弦或 one cycle</translation>
    </message>
    <message>
        <source>Step after</source>
        <translation>阶梯间隔</translation>
    </message>
    <message>
        <source>Epochs between the steps of the schedule. Empty: a third of the epochs.</source>
        <translation>两次阶梯之间的轮数。留空：轮数的三分之一。</translation>
    </message>
    <message>
        <source>a whole number from 1, or nothing</source>
        <translation>从 1 起的整数，或留空</translation>
    </message>
    <message>
        <source>Step factor</source>
        <translation>阶梯系数</translation>
    </message>
    <message>
        <source>What each step multiplies the learning rate with.</source>
        <translation>每次阶梯对学习率所乘的系数。</translation>
    </message>
    <message>
        <source>a number greater than 0</source>
        <translation>大于 0 的数</translation>
    </message>
    <message>
        <source>&amp;Seeds</source>
        <translation>种子(&amp;S)</translation>
    </message>
    <message>
        <source>Seeds of initial weights and batches; a pair is trained for each.</source>
        <translation>初始权重和批次的种子；每个种子训练一对。</translation>
    </message>
    <message>
        <source>numbers such as 1, 1..6 or 1,5,9, each once</source>
        <translation>如 1、1..6 或 1,5,9 的数，各一次</translation>
    </message>
    <message>
        <source>Evaluate every</source>
        <translation>评估间隔</translation>
    </message>
    <message>
        <source>Iterations between evaluations on 2,000 fixed test samples, off the clock. 0: never. Empty: a tenth of an epoch.</source>
        <translation>在 2,000 个固定测试样本上评估的迭代间隔，不计时。0：从不。留空：十分之一轮。</translation>
    </message>
    <message>
        <source>a whole number from 0, or nothing</source>
        <translation>从 0 起的整数，或留空</translation>
    </message>
    <message>
        <source>Th&amp;reads</source>
        <translation>线程(&amp;R)</translation>
    </message>
    <message>
        <source>Processor threads to train with. Empty: all that the machine grants.</source>
        <translation>用于训练的处理器线程数。留空：机器允许的全部。</translation>
    </message>
    <message>
        <source>a whole number from 1 to 1024, or nothing</source>
        <translation>1 到 1024 的整数，或留空</translation>
    </message>
    <message>
        <source>MLP</source>
        <translation>MLP</translation>
    </message>
    <message>
        <source>CNN</source>
        <translation>CNN</translation>
    </message>
    <message>
        <source>Mini ResNet</source>
        <translation>小型 ResNet</translation>
    </message>
    <message>
        <source>every epoch</source>
        <translation>每轮</translation>
    </message>
    <message>
        <source>at the end</source>
        <translation>最后</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>affine</source>
        <translation>仿射</translation>
    </message>
    <message>
        <source>elastic</source>
        <translation>弹性</translation>
    </message>
    <message>
        <source>all parameters</source>
        <translation>全部参数</translation>
    </message>
    <message>
        <source>weights only</source>
        <translation>仅权重</translation>
    </message>
    <message>
        <source>constant</source>
        <translation>恒定</translation>
    </message>
    <message>
        <source>step</source>
        <translation>阶梯</translation>
    </message>
    <message>
        <source>cosine</source>
        <translation>余弦</translation>
    </message>
    <message>
        <source>one cycle</source>
        <translation>one cycle</translation>
    </message>
    <message>
        <source>the same</source>
        <translation>相同</translation>
    </message>
    <message>
        <source>a third of the epochs</source>
        <translation>轮数的三分之一</translation>
    </message>
    <message>
        <source>a tenth of an epoch</source>
        <translation>十分之一轮</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
</context>
<context>
    <name>ValueTexts</name>
    <message>
        <source>%1 ± %2</source>
        <extracomment>A mean and its standard deviation</extracomment>
        <translation>%1 ± %2</translation>
    </message>
    <message>
        <source>%1 s</source>
        <extracomment>Seconds</extracomment>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 pp</source>
        <extracomment>Percentage points</extracomment>
        <translation>%1 个百分点</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
</context>
<context>
    <name>normscope::ui::Actions</name>
    <message>
        <source>&amp;New experiment</source>
        <translation>新建实验(&amp;N)</translation>
    </message>
    <message>
        <source>Back to the settings of a new experiment</source>
        <translation>恢复新实验的设置</translation>
    </message>
    <message>
        <source>&amp;Open experiment…</source>
        <translation>打开实验(&amp;O)…</translation>
    </message>
    <message>
        <source>Settings from a file, such as a run&apos;s experiment.json</source>
        <translation>从文件读取设置，例如某次运行的 experiment.json</translation>
    </message>
    <message>
        <source>Open &amp;results…</source>
        <translation>打开结果(&amp;R)…</translation>
    </message>
    <message>
        <source>Show the results in a run&apos;s folder</source>
        <translation>显示某次运行文件夹中的结果</translation>
    </message>
    <message>
        <source>&amp;Save experiment</source>
        <translation>保存实验(&amp;S)</translation>
    </message>
    <message>
        <source>Save the settings</source>
        <translation>保存设置</translation>
    </message>
    <message>
        <source>Save experiment &amp;as…</source>
        <translation>实验另存为(&amp;A)…</translation>
    </message>
    <message>
        <source>Save the settings as a new file</source>
        <translation>把设置存为新文件</translation>
    </message>
    <message>
        <source>&amp;Export figure…</source>
        <translation>导出图(&amp;E)…</translation>
    </message>
    <message>
        <source>Save the chart that is shown as PNG, SVG or PDF</source>
        <translation>把当前的图存为 PNG、SVG 或 PDF</translation>
    </message>
    <message>
        <source>Export &amp;data…</source>
        <translation>导出数据(&amp;D)…</translation>
    </message>
    <message>
        <source>Save the numbers of the chart that is shown as CSV</source>
        <translation>把当前图的数值存为 CSV</translation>
    </message>
    <message>
        <source>Export a&amp;ll figures…</source>
        <translation>导出全部图(&amp;L)…</translation>
    </message>
    <message>
        <source>Save every chart of this experiment into a folder</source>
        <translation>把本实验的所有图存入文件夹</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>Close Normscope</source>
        <translation>关闭 Normscope</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>Take the last change of the settings back</source>
        <translation>撤销对设置的上一次更改</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>Make the change again that was taken back</source>
        <translation>重做撤销的更改</translation>
    </message>
    <message>
        <source>&amp;Copy figure</source>
        <translation>复制图(&amp;C)</translation>
    </message>
    <message>
        <source>Copy the chart that is shown</source>
        <translation>复制当前的图</translation>
    </message>
    <message>
        <source>Go to the &amp;settings</source>
        <translation>转到设置(&amp;S)</translation>
    </message>
    <message>
        <source>Go to the experiment&apos;s settings</source>
        <translation>转到实验的设置</translation>
    </message>
    <message>
        <source>&amp;Train twin</source>
        <translation>训练孪生(&amp;T)</translation>
    </message>
    <message>
        <source>Train two networks that differ in batch normalization and in nothing else; while one trains, put it in the queue</source>
        <translation>训练两个只在批归一化上不同的网络；已有训练时加入队列</translation>
    </message>
    <message>
        <source>Train &amp;one</source>
        <translation>训练单个(&amp;O)</translation>
    </message>
    <message>
        <source>Train one network as it is set up</source>
        <translation>按设置训练一个网络</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>暂停(&amp;P)</translation>
    </message>
    <message>
        <source>Pause the training, or go on with it; paused time counts nowhere</source>
        <translation>暂停或继续训练；暂停的时间不计入任何时钟</translation>
    </message>
    <message>
        <source>One &amp;step</source>
        <translation>单步(&amp;S)</translation>
    </message>
    <message>
        <source>One iteration of each network, then pause; starts a training paused where none runs</source>
        <translation>每个网络迭代一次后暂停；没有训练时以暂停状态开始</translation>
    </message>
    <message>
        <source>St&amp;op</source>
        <translation>停止(&amp;O)</translation>
    </message>
    <message>
        <source>End the training; what there is stays</source>
        <translation>结束训练；已有的结果保留</translation>
    </message>
    <message>
        <source>Run again with another see&amp;d</source>
        <translation>换种子重新运行(&amp;D)</translation>
    </message>
    <message>
        <source>The experiment that is shown once more, with the next seed</source>
        <translation>用下一个种子再次运行当前实验</translation>
    </message>
    <message>
        <source>&amp;Follow the data</source>
        <translation>跟随数据(&amp;F)</translation>
    </message>
    <message>
        <source>Reset the zoom of the chart</source>
        <translation>重置图的缩放</translation>
    </message>
    <message>
        <source>Ne&amp;xt tab</source>
        <translation>下一标签页(&amp;X)</translation>
    </message>
    <message>
        <source>The next tab of the results</source>
        <translation>结果的下一标签页</translation>
    </message>
    <message>
        <source>Pre&amp;vious tab</source>
        <translation>上一标签页(&amp;V)</translation>
    </message>
    <message>
        <source>The previous tab of the results</source>
        <translation>结果的上一标签页</translation>
    </message>
    <message>
        <source>&amp;Reset layout</source>
        <translation>重置布局(&amp;R)</translation>
    </message>
    <message>
        <source>All docks back to their places</source>
        <translation>所有停靠窗口回到原位</translation>
    </message>
    <message>
        <source>Full s&amp;creen</source>
        <translation>全屏(&amp;C)</translation>
    </message>
    <message>
        <source>Use the whole screen</source>
        <translation>使用整个屏幕</translation>
    </message>
    <message>
        <source>What batch normalization &amp;does</source>
        <translation>批归一化做了什么(&amp;D)</translation>
    </message>
    <message>
        <source>The formula, and how to read what is shown</source>
        <translation>公式，以及怎样看图</translation>
    </message>
    <message>
        <source>&amp;About Normscope</source>
        <translation>关于 Normscope(&amp;A)</translation>
    </message>
    <message>
        <source>Version, libraries, license</source>
        <translation>版本、程序库、许可证</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <extracomment>A tool button&apos;s tip: %1 says what it does, %2 is its key</extracomment>
        <translation>%1（%2）</translation>
    </message>
</context>
<context>
    <name>normscope::ui::ChartControls</name>
    <message>
        <source>S&amp;how</source>
        <translation>显示(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;x axis</source>
        <translation>&amp;x 轴</translation>
    </message>
    <message>
        <source>What the charts of this tab show</source>
        <translation>此标签页中的图显示什么</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>量</translation>
    </message>
    <message>
        <source>What the charts are drawn against; epochs as a real number, seconds of training alone</source>
        <translation>图的横轴；轮次为实数，秒数只计训练</translation>
    </message>
    <message>
        <source>Unit of the x axis</source>
        <translation>x 轴的单位</translation>
    </message>
    <message>
        <source>log y</source>
        <translation>对数 y</translation>
    </message>
    <message>
        <source>Logarithmic loss axis; values that are not positive are left out</source>
        <translation>损失的对数轴；非正值不画</translation>
    </message>
    <message>
        <source>Logarithmic y axis</source>
        <translation>对数 y 轴</translation>
    </message>
    <message>
        <source>log x</source>
        <translation>对数 x</translation>
    </message>
    <message>
        <source>Logarithmic x axis: shows the first iterations at large</source>
        <translation>对数 x 轴：放大最初的迭代</translation>
    </message>
    <message>
        <source>Logarithmic x axis</source>
        <translation>对数 x 轴</translation>
    </message>
</context>
<context>
    <name>normscope::ui::ComparisonModel</name>
    <message>
        <source>Aspect</source>
        <translation>方面</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>BN, mean</source>
        <translation>有 BN，均值</translation>
    </message>
    <message>
        <source>BN</source>
        <translation>有 BN</translation>
    </message>
    <message>
        <source>no BN, mean</source>
        <translation>无 BN，均值</translation>
    </message>
    <message>
        <source>no BN</source>
        <translation>无 BN</translation>
    </message>
    <message>
        <source>Mean difference (BN − no BN)</source>
        <translation>平均差（有 BN − 无 BN）</translation>
    </message>
    <message>
        <source>Difference (BN − no BN)</source>
        <translation>差（有 BN − 无 BN）</translation>
    </message>
    <message>
        <source>Training time</source>
        <translation>训练时间</translation>
    </message>
    <message>
        <source>Convergence</source>
        <translation>收敛</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Iterations to %1 % test accuracy</source>
        <translation>达到 %1 % 测试准确率的迭代数</translation>
    </message>
    <message>
        <source>Training time to %1 % test accuracy</source>
        <translation>达到 %1 % 测试准确率的训练时间</translation>
    </message>
    <message>
        <source>Smoothed loss at iteration %1</source>
        <translation>第 %1 次迭代的平滑损失</translation>
    </message>
    <message>
        <source>Training time per epoch</source>
        <translation>每轮训练时间</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Biases</source>
        <translation>偏置</translation>
    </message>
    <message>
        <source>γ and β of BN</source>
        <translation>BN 的 γ 和 β</translation>
    </message>
    <message>
        <source>Learned parameters</source>
        <translation>可学习参数</translation>
    </message>
    <message>
        <source>Buffers (running statistics, not learned)</source>
        <translation>缓冲区（滑动统计量，不学习）</translation>
    </message>
    <message>
        <source>Final test accuracy</source>
        <translation>最终测试准确率</translation>
    </message>
    <message>
        <source>Best test accuracy</source>
        <translation>最佳测试准确率</translation>
    </message>
    <message>
        <source>Epoch of the best test accuracy</source>
        <translation>最佳测试准确率所在轮次</translation>
    </message>
    <message>
        <source>Training loss in the last epoch</source>
        <translation>最后一轮的训练损失</translation>
    </message>
</context>
<context>
    <name>normscope::ui::CopyableTable</name>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>全选(&amp;A)</translation>
    </message>
</context>
<context>
    <name>normscope::ui::DataExportDialog</name>
    <message>
        <source>This file is there already and will be replaced.</source>
        <translation>此文件已存在，将被替换。</translation>
    </message>
    <message>
        <source>Export data</source>
        <translation>导出数据</translation>
    </message>
    <message>
        <source>&amp;All of the chart: %1 points</source>
        <translation>整张图：%1 个点(&amp;A)</translation>
    </message>
    <message>
        <source>What is &amp;visible: %1 points</source>
        <translation>可见部分：%1 个点(&amp;V)</translation>
    </message>
    <message>
        <source>The visible range of x, without hidden curves</source>
        <translation>x 的可见范围，不含隐藏的曲线</translation>
    </message>
    <message>
        <source>CSV with a decimal point, numbers as they were measured: not smoothed, not thinned.</source>
        <translation>CSV，小数点为句点，数值为原始测量值：未平滑，未抽稀。</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>normscope::ui::DataGroup</name>
    <message>
        <source>Folder with four IDX files</source>
        <translation>含四个 IDX 文件的文件夹</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Built-in digits</source>
        <translation>内置数字</translation>
    </message>
    <message>
        <source>Choose a &amp;folder…</source>
        <translation>选择文件夹(&amp;F)…</translation>
    </message>
    <message>
        <source>A folder with the four IDX files of a dataset, packed or not; it can also be dropped here</source>
        <translation>含数据集四个 IDX 文件（压缩或未压缩）的文件夹；也可拖放到这里</translation>
    </message>
</context>
<context>
    <name>normscope::ui::DatasetStrip</name>
    <message>
        <source>The first training images</source>
        <translation>最前面的训练图像</translation>
    </message>
    <message>
        <source>⚠ %1</source>
        <translation>⚠ %1</translation>
    </message>
    <message>
        <source>Sample images of the dataset</source>
        <translation>数据集的样例图像</translation>
    </message>
</context>
<context>
    <name>normscope::ui::ExperimentDocument</name>
    <message>
        <source>Change of %1</source>
        <translation>更改 %1</translation>
    </message>
    <message>
        <source>Change of what is trained</source>
        <translation>更改训练内容</translation>
    </message>
</context>
<context>
    <name>normscope::ui::ExperimentListModel</name>
    <message>
        <source>waiting</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练中</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>diverged</source>
        <translation>发散</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Experiment</source>
        <translation>实验</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>With BN</source>
        <translation>有 BN</translation>
    </message>
    <message>
        <source>Without BN</source>
        <translation>无 BN</translation>
    </message>
</context>
<context>
    <name>normscope::ui::ExperimentListPanel</name>
    <message>
        <source>Remove from the queue</source>
        <translation>从队列移除</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Use these settings</source>
        <translation>使用这些设置</translation>
    </message>
    <message>
        <source>Run again with another seed</source>
        <translation>换种子重新运行</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close or remove from the queue</source>
        <translation>关闭或从队列移除</translation>
    </message>
    <message>
        <source>Experiments and queue</source>
        <translation>实验与队列</translation>
    </message>
    <message>
        <source>Select one to compare its twins; check others to lay their curves over it</source>
        <translation>选择一个以比较其孪生网络；勾选其他以叠加其曲线</translation>
    </message>
</context>
<context>
    <name>normscope::ui::ExportAllDialog</name>
    <message numerus="yes">
        <source>%n figure(s):</source>
        <translation>
            <numerusform>%n 张图：</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) are there already and will be replaced.</source>
        <translation>
            <numerusform>%n 个文件已存在，将被替换。</numerusform>
        </translation>
    </message>
    <message>
        <source>Export all figures</source>
        <translation>导出全部图</translation>
    </message>
    <message>
        <source>&amp;Save all</source>
        <translation>全部保存(&amp;S)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>normscope::ui::ExportDialog</name>
    <message>
        <source>This file is there already and will be replaced.</source>
        <translation>此文件已存在，将被替换。</translation>
    </message>
    <message>
        <source>Export figure</source>
        <translation>导出图</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>As it will be written</source>
        <translation>与写入的一致</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>normscope::ui::FileController</name>
    <message>
        <source>Open experiment</source>
        <translation>打开实验</translation>
    </message>
    <message>
        <source>Experiments (*.json);;All files (*)</source>
        <translation>实验 (*.json);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Open results</source>
        <translation>打开结果</translation>
    </message>
    <message>
        <source>Save experiment</source>
        <translation>保存实验</translation>
    </message>
    <message>
        <source>Unsaved changes</source>
        <translation>未保存的更改</translation>
    </message>
    <message>
        <source>Save the changes of “%1”?</source>
        <translation>保存对“%1”的更改吗？</translation>
    </message>
    <message>
        <source>Normscope</source>
        <translation>Normscope</translation>
    </message>
    <message>
        <source>File: %1</source>
        <translation>文件：%1</translation>
    </message>
</context>
<context>
    <name>normscope::ui::FileField</name>
    <message>
        <source>Folder for the figures</source>
        <translation>存放图的文件夹</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>另存为</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>浏览(&amp;B)…</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>选择文件夹</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>选择文件</translation>
    </message>
</context>
<context>
    <name>normscope::ui::LayerTableModel</name>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Batch normalization at this position, on or off</source>
        <translation>此位置的批归一化，开或关</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
</context>
<context>
    <name>normscope::ui::LegendEntry</name>
    <message>
        <source>Click: hide or show. Double-click: show alone.</source>
        <translation>单击：隐藏或显示。双击：单独显示。</translation>
    </message>
    <message>
        <source>Space hides or shows the curve, Enter shows it alone</source>
        <translation>空格键隐藏或显示曲线，回车键单独显示</translation>
    </message>
</context>
<context>
    <name>normscope::ui::LineChart</name>
    <message>
        <source>%1: %2</source>
        <extracomment>Above the values at a chart&apos;s crosshair: %1 is &quot;Iteration&quot;, %2 a number</extracomment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>跟随</translation>
    </message>
    <message>
        <source>Show all data again, and what is still to come (Esc)</source>
        <translation>重新显示全部数据并跟随新数据（Esc）</translation>
    </message>
    <message>
        <source>Follow the data</source>
        <translation>跟随数据</translation>
    </message>
    <message>
        <source>%1 from %2 to %3, %4 from %5 to %6; curves: %7</source>
        <extracomment>For screen readers: %1 and %4 are titles of axes, the others numbers</extracomment>
        <translation>%1从 %2 到 %3，%4从 %5 到 %6；曲线：%7</translation>
    </message>
    <message>
        <source>&amp;Reset zoom</source>
        <translation>重置缩放(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Copy picture</source>
        <translation>复制图片(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>导出(&amp;E)…</translation>
    </message>
    <message>
        <source>Copy &amp;data as CSV</source>
        <translation>复制数据为 CSV(&amp;D)</translation>
    </message>
    <message>
        <source>Log &amp;y</source>
        <translation>对数 &amp;y</translation>
    </message>
    <message>
        <source>Log &amp;x</source>
        <translation>对数 &amp;x</translation>
    </message>
</context>
<context>
    <name>normscope::ui::LogPanel</name>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Warnings and errors</source>
        <translation>警告和错误</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Least important level that is shown</source>
        <translation>显示的最低级别</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Search the log</source>
        <translation>搜索日志</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the lines that are shown</source>
        <translation>复制显示的行</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Forget all lines; run.log of each experiment keeps its own</source>
        <translation>清除所有行；每个实验的 run.log 仍保留</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
</context>
<context>
    <name>normscope::ui::MainWindow</name>
    <message>
        <source>Experiment</source>
        <translation>实验</translation>
    </message>
    <message>
        <source>Experiments and queue</source>
        <translation>实验与队列</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Toolbar</source>
        <translation>工具栏</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>最近打开(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Train</source>
        <translation>训练(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>New experiment</source>
        <translation>新实验</translation>
    </message>
    <message>
        <source>%1[*] – Normscope</source>
        <extracomment>The window&apos;s title; [*] marks unsaved changes</extracomment>
        <translation>%1[*] – Normscope</translation>
    </message>
    <message>
        <source>Training is running</source>
        <translation>训练正在进行</translation>
    </message>
    <message>
        <source>Stop the training and close Normscope?</source>
        <translation>停止训练并关闭 Normscope 吗？</translation>
    </message>
    <message>
        <source>What has been trained so far stays in the results folder.</source>
        <translation>已训练的内容保留在结果文件夹中。</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>停止并关闭</translation>
    </message>
</context>
<context>
    <name>normscope::ui::ModelGroup</name>
    <message>
        <source>running ← %1 · running + %2 · batch   (PyTorch: momentum=%2)</source>
        <translation>滑动值 ← %1 · 滑动值 + %2 · 批值（PyTorch：momentum=%2）</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>各层</translation>
    </message>
</context>
<context>
    <name>normscope::ui::OptimizerGroup</name>
    <message>
        <source>Optimizer (SGD)</source>
        <translation>优化器（SGD）</translation>
    </message>
    <message>
        <source>Learning rate on a log scale, from 1e-5 to 10</source>
        <translation>对数刻度的学习率，从 1e-5 到 10</translation>
    </message>
    <message>
        <source>Learning rate on a log scale</source>
        <translation>对数刻度的学习率</translation>
    </message>
</context>
<context>
    <name>normscope::ui::OverlayTab</name>
    <message>
        <source>Overlay and difference</source>
        <translation>叠加与差异</translation>
    </message>
</context>
<context>
    <name>normscope::ui::OverviewTab</name>
    <message>
        <source>Overview</source>
        <translation>概览</translation>
    </message>
</context>
<context>
    <name>normscope::ui::PictureForm</name>
    <message>
        <source>%1 × %2 pixels</source>
        <translation>%1 × %2 像素</translation>
    </message>
    <message>
        <source>Vector drawing with real text</source>
        <translation>矢量图，文字为真实文本</translation>
    </message>
    <message>
        <source>PNG picture</source>
        <translation>PNG 图片</translation>
    </message>
    <message>
        <source>SVG drawing</source>
        <translation>SVG 矢量图</translation>
    </message>
    <message>
        <source>PDF drawing</source>
        <translation>PDF 矢量图</translation>
    </message>
    <message>
        <source>Column, 8.5 cm</source>
        <translation>单栏，8.5 cm</translation>
    </message>
    <message>
        <source>Page, 16 cm</source>
        <translation>整页，16 cm</translation>
    </message>
    <message>
        <source>Slide, 25.4 cm</source>
        <translation>幻灯片，25.4 cm</translation>
    </message>
    <message>
        <source>Own size</source>
        <translation>自定义尺寸</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>格式(&amp;F)</translation>
    </message>
    <message>
        <source>SVG and PDF stay sharp at any size; PNG goes everywhere</source>
        <translation>SVG 和 PDF 在任何尺寸下都清晰；PNG 到处可用</translation>
    </message>
    <message>
        <source>Si&amp;ze</source>
        <translation>尺寸(&amp;Z)</translation>
    </message>
    <message>
        <source>Sizes for papers and slides</source>
        <translation>适合论文和幻灯片的尺寸</translation>
    </message>
    <message>
        <source>&amp;Width</source>
        <translation>宽度(&amp;W)</translation>
    </message>
    <message>
        <source>2 to 200 cm</source>
        <translation>2 至 200 cm</translation>
    </message>
    <message>
        <source>&amp;Height</source>
        <translation>高度(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Resolution</source>
        <translation>分辨率(&amp;R)</translation>
    </message>
    <message>
        <source>Of PNG: 36 to 2400 dots per inch; print wants 300</source>
        <translation>PNG：每英寸 36 至 2400 点；印刷需要 300</translation>
    </message>
    <message>
        <source>Fo&amp;nt size</source>
        <translation>字号(&amp;N)</translation>
    </message>
    <message>
        <source>4 to 72 points, as on paper</source>
        <translation>4 至 72 磅，与纸上相同</translation>
    </message>
    <message>
        <source> cm</source>
        <translation> cm</translation>
    </message>
    <message>
        <source> dpi</source>
        <translation> dpi</translation>
    </message>
    <message>
        <source> pt</source>
        <translation> 磅</translation>
    </message>
</context>
<context>
    <name>normscope::ui::RecentFiles</name>
    <message>
        <source>Nothing yet</source>
        <translation>还没有</translation>
    </message>
</context>
<context>
    <name>normscope::ui::ResultsPanel</name>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Nothing trained yet</source>
        <translation>还没有训练</translation>
    </message>
    <message>
        <source>Press Train twin (F5): two networks, alike but for batch normalization, learn side by side. With the settings as they are, it takes seconds.</source>
        <translation>按“训练孪生”（F5）：两个除批归一化外完全相同的网络并排学习。按当前设置只需几秒。</translation>
    </message>
</context>
<context>
    <name>normscope::ui::RunBar</name>
    <message>
        <source>Reading the data</source>
        <translation>正在读取数据</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练中</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>seed %1 of %2</source>
        <translation>种子 %1 / %2</translation>
    </message>
    <message>
        <source>epoch %1 of %2</source>
        <translation>第 %1 轮，共 %2 轮</translation>
    </message>
    <message>
        <source>%1 samples/s</source>
        <translation>%1 样本/秒</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>剩余 %1</translation>
    </message>
    <message>
        <source>This epoch</source>
        <translation>本轮</translation>
    </message>
    <message>
        <source>Progress of this epoch</source>
        <translation>本轮进度</translation>
    </message>
    <message>
        <source>The whole experiment</source>
        <translation>整个实验</translation>
    </message>
    <message>
        <source>Progress of the whole experiment</source>
        <translation>整个实验的进度</translation>
    </message>
    <message>
        <source>State of the training</source>
        <translation>训练状态</translation>
    </message>
</context>
<context>
    <name>normscope::ui::RunCard</name>
    <message>
        <source>With batch normalization</source>
        <translation>有批归一化</translation>
    </message>
    <message>
        <source>Without batch normalization</source>
        <translation>无批归一化</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <extracomment>Of several runs: &quot;2 done&quot;</extracomment>
        <translation>%1 个%2</translation>
    </message>
    <message numerus="yes">
        <source>mean test accuracy of %n seed(s)</source>
        <translation>
            <numerusform>%n 个种子的平均测试准确率</numerusform>
        </translation>
    </message>
    <message>
        <source>final test accuracy</source>
        <translation>最终测试准确率</translation>
    </message>
    <message>
        <source>test accuracy so far</source>
        <translation>目前的测试准确率</translation>
    </message>
    <message>
        <source>best %1</source>
        <translation>最佳 %1</translation>
    </message>
    <message>
        <source>best %1 in epoch %2</source>
        <translation>最佳 %1（第 %2 轮）</translation>
    </message>
    <message>
        <source>trained for %1, %2 samples/s</source>
        <translation>训练 %1，%2 样本/秒</translation>
    </message>
    <message>
        <source>trained for %1</source>
        <translation>训练 %1</translation>
    </message>
</context>
<context>
    <name>normscope::ui::RunGroup</name>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
</context>
<context>
    <name>normscope::ui::RunNotices</name>
    <message numerus="yes">
        <source>And %n more: see the tab Table.</source>
        <translation>
            <numerusform>另有 %n 条：见“表格”标签页。</numerusform>
        </translation>
    </message>
    <message>
        <source>Notices on the runs</source>
        <translation>关于运行的提示</translation>
    </message>
</context>
<context>
    <name>normscope::ui::SchedulePicture</name>
    <message>
        <source>The learning rate from the first iteration to the last</source>
        <translation>从第一次到最后一次迭代的学习率</translation>
    </message>
    <message>
        <source>Curve of the learning rate</source>
        <translation>学习率曲线</translation>
    </message>
</context>
<context>
    <name>normscope::ui::SettingField</name>
    <message>
        <source>⚠ Needs %1</source>
        <translation>⚠ 需要%1</translation>
    </message>
    <message>
        <source>%1 Takes %2.</source>
        <translation>%1取值：%2。</translation>
    </message>
    <message>
        <source>%1 Default: %2.</source>
        <translation>%1默认：%2。</translation>
    </message>
    <message>
        <source>Back to the default</source>
        <translation>恢复默认</translation>
    </message>
    <message>
        <source>Reset %1</source>
        <translation>重置%1</translation>
    </message>
</context>
<context>
    <name>normscope::ui::SettingsModel</name>
    <message>
        <source>Experiment</source>
        <translation>实验</translation>
    </message>
    <message>
        <source>Not set: chosen by the program, or of no use here</source>
        <translation>未设置：由程序选择，或在此无用</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>设置</translation>
    </message>
</context>
<context>
    <name>normscope::ui::SettingsTab</name>
    <message>
        <source>&amp;Differences only</source>
        <translation>只看差异(&amp;D)</translation>
    </message>
    <message>
        <source>Hide the settings that all experiments share; for several experiments</source>
        <translation>隐藏所有实验相同的设置；适用于多个实验</translation>
    </message>
    <message>
        <source>Settings of the experiments</source>
        <translation>各实验的设置</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
</context>
<context>
    <name>normscope::ui::SetupPanel</name>
    <message>
        <source>Preset %1</source>
        <translation>预设 %1</translation>
    </message>
    <message>
        <source>⚠ %1</source>
        <translation>⚠ %1</translation>
    </message>
    <message>
        <source>Start from a preset…</source>
        <translation>从预设开始…</translation>
    </message>
    <message>
        <source>Ready-made experiments on the dataset that is chosen</source>
        <translation>在所选数据集上的现成实验</translation>
    </message>
    <message>
        <source>Presets</source>
        <translation>预设</translation>
    </message>
</context>
<context>
    <name>normscope::ui::SideBySideTab</name>
    <message>
        <source>Side by side</source>
        <translation>并排</translation>
    </message>
</context>
<context>
    <name>normscope::ui::TableTab</name>
    <message numerus="yes">
        <source>Mean of %n seed(s)</source>
        <translation>
            <numerusform>%n 个种子的均值</numerusform>
        </translation>
    </message>
    <message>
        <source>Seed %1</source>
        <translation>种子 %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>A run and its state: &quot;BN: done&quot;</extracomment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Means ± standard deviations over seeds; — where a seed has no value for both twins.</source>
        <translation>各种子的均值 ± 标准差；某种子缺少双方数值时为 —。</translation>
    </message>
    <message>
        <source>Training times are not compared: one run went further than the other.</source>
        <translation>不比较训练时间：其中一个运行走得更远。</translation>
    </message>
    <message>
        <source>S&amp;eed</source>
        <translation>种子(&amp;E)</translation>
    </message>
    <message>
        <source>Which pair of runs is compared</source>
        <translation>比较哪一对运行</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>&amp;Copy table</source>
        <translation>复制表格(&amp;C)</translation>
    </message>
    <message>
        <source>Copy the table as tab-separated text, for a spreadsheet</source>
        <translation>把表格复制为制表符分隔的文本，供电子表格使用</translation>
    </message>
    <message>
        <source>Comparison of BN and no BN</source>
        <translation>有 BN 与无 BN 的比较</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
</context>
<context>
    <name>normscope::ui::TrainingController</name>
    <message>
        <source>&amp;Queue twin</source>
        <translation>孪生入队(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Train twin</source>
        <translation>训练孪生(&amp;T)</translation>
    </message>
    <message>
        <source>Queue &amp;one</source>
        <translation>单个入队(&amp;O)</translation>
    </message>
    <message>
        <source>Train &amp;one</source>
        <translation>训练单个(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Continue</source>
        <translation>继续(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>暂停(&amp;P)</translation>
    </message>
    <message>
        <source>Not ready to train</source>
        <translation>还不能训练</translation>
    </message>
    <message>
        <source>These settings cannot be trained yet:</source>
        <translation>这些设置还不能训练：</translation>
    </message>
    <message>
        <source>Use settings of %1</source>
        <translation>使用 %1 的设置</translation>
    </message>
    <message>
        <source>Experiment not finished</source>
        <translation>实验未完成</translation>
    </message>
    <message>
        <source>“%1” did not end as planned.</source>
        <translation>“%1”没有按计划结束。</translation>
    </message>
    <message>
        <source>“%1” could not be trained.</source>
        <translation>“%1”无法训练。</translation>
    </message>
</context>
<context>
    <name>normscope::ui::ViewMenu</name>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>跟随系统(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
</context>
</TS>
